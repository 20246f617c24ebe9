import { mkdirSync } from "node:fs";
import { renderRegistry } from "../../catalog/registry";
import { writeRegistry } from "../../catalog/registry-folder";
import { loadPlatform } from "../../stacks/load-platform";
import { prepare } from "../../cli/change";
import type { ExitCode } from "../../cli/command";
import { run, type PromoteOptions } from "../../cli/commands/promote";
import type { Context } from "../../cli/context";
import { Failure } from "../../cli/failure";
import { formatProblems } from "../../config";
import { Clone } from "../helpers/clone";
import { remember } from "../helpers/restored";

const NEWER = "10.1.2";
const VERSION = /(argo-cd:\s*\{?\s*version: )([\w.+-]+)/;

/** What follows from a version of Argo CD in staging. */
const FILES = [
  "environments/staging.yaml",
  "registry/environments/staging/templates/components/argo-cd.yaml",
  ".mermaid-diagrams/gitops-flow.mmd",
];

/** The repository's own environments, development ahead by one version. */
const clone = new Clone(["environments"]);
const older = VERSION.exec(clone.read("environments/staging.yaml"))?.[2] ?? "";
clone.edit("environments/development.yaml", VERSION, `$1${NEWER}`);
render();
afterEach(remember(clone, ["environments", "registry", ".mermaid-diagrams"]));
afterAll(() => clone.dispose());

/** Writes the registry as it should be. */
function render(): void {
  const loaded = loadPlatform(clone.root);
  if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
  writeRegistry(clone.root, renderRegistry(loaded.platform));
}

interface Ran {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

function promote(
  options: PromoteOptions = {},
  names: readonly string[] = ["argo-cd"],
  from = "development",
  to = "staging",
): Ran {
  const out: string[] = [];
  const err: string[] = [];
  const context: Context = {
    root: clone.root,
    env: {},
    platform: "linux",
    colours: false,
    print: (text) => out.push(text),
    tell: (text) => err.push(text),
    ask: undefined,
  };
  return { code: run(context, { from, to, names }, options), out: out.join("\n"), err: err.join("\n") };
}

const everything = (): Readonly<Record<string, string>> => ({
  ...clone.files("environments"),
  ...clone.files("registry"),
  ...clone.files(".mermaid-diagrams"),
});

describe("platform promote", () => {
  test("changes versions, and in the registry the lines that follow from them, and nothing else", () => {
    const before = everything();
    expect(promote().code).toBe(0);
    const after = everything();
    expect(Object.keys(after)).toEqual(Object.keys(before));
    const changed = Object.keys(before).filter((file) => before[file] !== after[file]);
    expect(changed).toEqual(FILES);
    for (const file of changed) {
      const [old, now] = [before[file]?.split("\n") ?? [], after[file]?.split("\n") ?? []];
      const lines = now.filter((line, index) => line !== old[index]);
      expect(lines).toHaveLength(1);
      const plain = (all: readonly string[]) => all.map((line) => line.replaceAll(NEWER, older));
      expect(plain(now)).toEqual(plain(old));
    }
    render();
    expect(everything()).toEqual(after);
  });

  test("says what moves, where, and what to do next", () => {
    const line = clone
      .read("environments/staging.yaml")
      .split("\n")
      .findIndex((text) => text.includes(`version: ${older}`) && /argo-cd/.test(text));
    const { out, err } = promote();
    expect(err).toBe("");
    expect(out).toBe(`name     kind       from    to      written in
argo-cd  component  ${older}  ${NEWER}  environments/staging.yaml:${line + 1}

Changed 3 files. Next: git diff, then git commit -a.`);
    expect(promote()).toEqual({ code: 0, out: "Nothing to promote: staging has every version already.", err: "" });
  });

  test("writes nothing in a dry run, and ends with 2 when something would move", () => {
    const before = everything();
    const { code, out } = promote({ dryRun: true });
    expect(code).toBe(2);
    expect(out).toMatch(/\n\nWould change 3 files\. Nothing was written\.$/);
    expect(everything()).toEqual(before);
  });

  test("gives a text for the pull request", () => {
    expect(promote({ text: true, dryRun: true }).out).toBe(`## development → staging

| component | from | to |
|---|---|---|
| argo-cd | ${older} | ${NEWER} |`);
    promote();
    expect(promote({ text: true }).out).toBe("## development → staging\n\nNothing to promote.");
  });

  test("prints JSON for programs", () => {
    const { out } = promote({ json: true, dryRun: true });
    expect(JSON.parse(out)).toEqual({
      ok: true,
      moves: [
        {
          kind: "component",
          name: "argo-cd",
          from: older,
          to: NEWER,
          file: "environments/staging.yaml",
          line: expect.any(Number),
          column: expect.any(Number),
          path: ["components", "argo-cd", "version"],
          environments: ["staging"],
        },
      ],
      notes: [],
      files: [...FILES].sort(),
      written: false,
    });
    expect(JSON.parse(promote({ json: true }, [], "staging", "development").out)).toMatchObject({
      ok: false,
      problems: [{ file: "environments/organization.yaml", path: "promotion" }],
    });
  });

  test("says what is wrong with the files, and changes nothing", () => {
    clone.edit("environments/development.yaml", VERSION, "$1newest");
    const before = everything();
    const { code, err } = promote();
    expect(code).toBe(1);
    expect(err).toMatch(
      /^environments\/development\.yaml:\d+:\d+ {2}components\.argo-cd\.version: "newest" is not an exact version such as 10\.1\.1; nothing here is ever a range or latest\.$/,
    );
    expect(everything()).toEqual(before);
  });

  test("changes nothing when the files that would come of it are wrong", () => {
    const loaded = loadPlatform(clone.root);
    if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
    const before = everything();
    const text = clone.read("environments/staging.yaml").replace(VERSION, "$1latest");
    const prepared = prepare(clone.root, loaded.platform, new Map([["environments/staging.yaml", text]]));
    expect(prepared).toEqual({ ok: false, messages: [expect.stringContaining('"latest" is not an exact version')] });
    expect(everything()).toEqual(before);
  });

  test("changes nothing when a file can't be written", () => {
    mkdirSync(clone.path("environments/staging.yaml.new"));
    const before = everything();
    expect(() => promote()).toThrow(/^Nothing was changed: EISDIR/);
    expect(everything()).toEqual(before);
    clone.remove("environments/staging.yaml.new");
  });

  test("begins only where the registry is what the files make of it", () => {
    clone.edit("environments/staging.yaml", VERSION, "$110.1.0");
    const before = everything();
    expect(() => promote()).toThrow(
      new Failure(
        "The registry does not match the environment files. First: npm run platform -- registry, and commit.",
      ),
    );
    expect(everything()).toEqual(before);
  });

  test("refuses a value that others share", () => {
    clone.edit("environments/staging.yaml", VERSION, `$1&version ${older}`);
    clone.edit("environments/staging.yaml", /$/, "tags: { copy: *version }\n");
    render();
    const before = everything();
    expect(() => promote()).toThrow(
      /^environments\/staging\.yaml:\d+:\d+ {2}components\.argo-cd\.version can't be written here; edit the file by hand\.$/,
    );
    expect(everything()).toEqual(before);
  });

  test("takes one form of output", () => {
    expect(() => promote({ json: true, text: true })).toThrow(new Failure("--json and --text: give one of them."));
  });
});
