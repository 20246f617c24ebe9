import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { takeOver } from "../../cli/admit/take-over";
import { admit, type Options } from "../../cli/commands/admit";
import { Failure } from "../../cli/failure";
import { readReport, REPORT_FILE } from "../../cli/plan/read-report";
import type { Report } from "../../cli/plan/report";
import { repository } from "../../cli/root";
import { check } from "../../main";
import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import { changed } from "./admit/good-stack";
import { World, type Ran } from "./world/world";

const world = new World([], {});
const folder = mkdtempSync(join(tmpdir(), "platform-admit-"));
afterAll(() => {
  world.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const stacks: readonly SynthesizedStack[] = (() => {
  const outcome = check(repository);
  if (!outcome.ok) throw new Error(outcome.messages.join("\n"));
  outcome.synthesis.discard();
  return outcome.synthesis.stacks;
})();

/** The key of a machine that no environment has. */
const NEW_KEY =
  "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBAgdGVaPoR/rypQhCuewwIxQCYAWR5UUfACRiYsJmkIEid34FMSCRH1EJkYXEB77k378SMpcPuwjhqk2pjJNhdg=";

type Alter = (json: SynthesizedStack["json"], name: string) => SynthesizedStack["json"];

let count = 0;
/** What a change hands over: this repository's stacks, altered. */
function handedOver(alter: Alter = (json) => json, kept = stacks): string {
  const place = join(folder, `change-${String(++count)}`);
  for (const { name, json } of kept) {
    mkdirSync(join(place, "stacks", name), { recursive: true });
    writeFileSync(join(place, "stacks", name, "cdk.tf.json"), JSON.stringify(alter(json, name)));
  }
  const listed = kept.map(({ name, dependencies }) => [name, { name, dependencies }]);
  writeFileSync(join(place, "manifest.json"), JSON.stringify({ stacks: Object.fromEntries(listed) }));
  return place;
}

function run(place: string, options: Options = {}, root = repository): Promise<Ran> {
  return world.run((context) => Promise.resolve().then(() => admit({ ...context, root }, place, options)));
}

const withFile = (json: SynthesizedStack["json"], name: string) =>
  name === "staging" ? changed(json, [["output", "x"], { value: '${file("/proc/self/environ")}' }]) : json;

describe("platform admit", () => {
  test("admits every stack of this repository against itself", async () => {
    const out = "All stacks may be planned. The change affects none.";
    expect(await run(handedOver())).toEqual({ code: 0, out, err: "" });
  });

  test("admits what people do: other machines, versions and tags", async () => {
    const root = join(folder, "edited");
    cpSync(join(repository, "environments"), join(root, "environments"), { recursive: true });
    const edit = (file: string, from: RegExp, to: string): void => {
      const path = join(root, "environments", file);
      const text = readFileSync(path, "utf8");
      expect(text).toMatch(from);
      writeFileSync(path, text.replace(from, to));
    };
    edit("staging.yaml", /v1\.35\.4\+k3s1/, "v1.35.5+k3s1");
    edit("staging.yaml", /agent-2:/, "agent-3:");
    edit("staging.yaml", /effect: NoSchedule/, "effect: NoExecute");
    edit("staging.yaml", / {2}agents:\n/, `  agents:\n    agent-9: { address: 192.0.2.29, hostKey: ${NEW_KEY} }\n`);
    edit("development.yaml", /8080:80/, "8088:80");
    edit("development.yaml", /v1\.35\.4\+k3s1/, "v1.35.5+k3s1");
    edit("development.yaml", /argo-cd: { version: [\d.]+ }/, "argo-cd: { version: 10.1.2 }");
    edit("production.yaml", /maxSize: 9/, "maxSize: 12");
    edit("production.yaml", /argo-cd: { version: [\d.]+ }/, "argo-cd: { version: 10.1.2 }");
    edit("organization.yaml", /owner: platform/, "owner: infrastructure");
    const outcome = check(root);
    if (!outcome.ok) throw new Error(outcome.messages.join("\n"));
    outcome.synthesis.discard();
    const place = handedOver((_, name) => outcome.synthesis.stacks.find((stack) => stack.name === name)?.json ?? {});
    const out = expect.stringMatching(/^All stacks may be planned\. The change affects .*staging/);
    expect(await run(place)).toEqual({ code: 0, out, err: "" });
  });

  test("refuses what reads the runner's files", async () => {
    expect(await run(handedOver(withFile))).toEqual({
      code: 1,
      out: "",
      err: `staging: output.x.value: "\${file(\\"/proc/self/environ\\")}" calls file(), which may read more than what it is given. Make the value in the code that synthesizes the stack.
Nothing of it is planned here: 1 finding.`,
    });
  });

  test("says the same as JSON", async () => {
    const place = handedOver(withFile);
    writeFileSync(join(place, "stacks/staging/main.tf"), "");
    const { code, out } = await run(place, { json: true });
    const message = 'staging: "main.tf" may not be there: a stack is handed over as cdk.tf.json alone.';
    expect([code, JSON.parse(out)]).toEqual([1, { ok: false, affected: [], removed: [], problems: [{ message }] }]);
  });

  test("leaves what it refused for the comment, and an empty report when it admits all", async () => {
    const root = join(folder, "host");
    cpSync(join(repository, "environments"), join(root, "environments"), { recursive: true });
    const report = (): Report => readReport(join(root, REPORT_FILE));
    expect((await run(handedOver(withFile), { report: true }, root)).code).toBe(1);
    expect(report()).toMatchObject({ stacks: [], refusals: [expect.stringContaining("calls file()")] });
    const foreign = handedOver();
    writeFileSync(join(foreign, "main.tf"), "");
    expect((await run(foreign, { report: true }, root)).code).toBe(1);
    expect(report().refusals).toEqual([expect.stringContaining('"main.tf"')]);
    expect((await run(handedOver(), { report: true }, root)).code).toBe(0);
    expect(report()).toEqual({ version: 1, origin: {}, stacks: [] });
  });

  test("says which stacks the change no longer has, to the comment too", async () => {
    const root = join(folder, "remover");
    cpSync(join(repository, "environments"), join(root, "environments"), { recursive: true });
    const place = handedOver(
      (json) => json,
      stacks.filter(({ name }) => name !== "edge-us"),
    );
    const { code, out } = await run(place, { report: true }, root);
    expect(code).toBe(0);
    expect(out).toMatch(/^All stacks may be planned\. The change affects none\.\nIt removes edge-us: .*stay/);
    const { stacks: told } = readReport(join(root, REPORT_FILE));
    expect(told).toMatchObject([{ stack: "edge-us", environment: "edge-us", status: "removed" }]);
    expect(JSON.parse((await run(place, { json: true })).out)).toMatchObject({ removed: [{ stack: "edge-us" }] });
  });

  test("names what the change affects, and what comes after that", async () => {
    const grown: Alter = (json, name) =>
      name === "production" ? changed(json, [["resource", "aws_vpc", "more"], { cidr_block: "10.9.0.0/16" }]) : json;
    const { out } = await run(handedOver(grown), { json: true });
    expect(JSON.parse(out)).toEqual({
      ok: true,
      affected: [
        { stack: "production", environment: "production" },
        { stack: "production-bootstrap", environment: "production" },
      ],
      removed: [],
      problems: [],
    });
  });
});

describe("stacks that are taken over", () => {
  const host = { root: repository, bases: stacks, environments: ["production", "staging"] };

  test("are the same as they were handed over, in the place of those that were there, with their environments", () => {
    const outdir = join(folder, "out");
    mkdirSync(join(outdir, "stacks/old"), { recursive: true });
    writeFileSync(join(outdir, "stacks/old/cdk.tf.json"), "{}");
    const taken = takeOver(handedOver(), { ...host, outdir });
    const facts = (all: readonly SynthesizedStack[]) =>
      all.map(({ name, json, dependencies, environment }) => ({ name, json, dependencies, environment }));
    expect(facts(taken)).toEqual(facts([...stacks].sort((a, b) => (a.name < b.name ? -1 : 1))));
    for (const { name, json } of stacks) {
      expect(JSON.parse(readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8"))).toEqual(json);
    }
    expect(readdirSync(join(outdir, "stacks/old"))).toEqual([]);
  });

  test("are refused without a trace", () => {
    const outdir = join(folder, "nowhere");
    const take = () => takeOver(handedOver(withFile), { ...host, outdir });
    expect(take).toThrow(Failure);
    expect(take).toThrow("staging: output.x.value: ");
    expect(() => takeOver(folder, { ...host, outdir })).toThrow(`${folder} has no manifest.json and no stacks.`);
    expect(existsSync(outdir)).toBe(false);
  });
});
