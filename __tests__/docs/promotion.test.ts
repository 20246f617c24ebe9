import { loadPlatform } from "../../stacks/load-platform";
import { renderRegistry } from "../../catalog/registry";
import { writeRegistry } from "../../catalog/registry-folder";
import { run as makeNew } from "../../cli/commands/new";
import { run, type PromoteOptions } from "../../cli/commands/promote";
import type { Context } from "../../cli/context";
import { formatProblems } from "../../config";
import { Clone } from "../helpers/clone";
import { page } from "./markdown";

const clone = new Clone(["environments", "catalog"]);
afterAll(() => clone.dispose());

let out: string[] = [];
const context: Context = {
  root: clone.root,
  env: {},
  platform: "linux",
  colours: false,
  print: (text) => out.push(text),
  tell: (text) => out.push(text),
  ask: undefined,
};

/** The fenced blocks of a guide, without their indentation. */
function blocks(file: string): string[] {
  return [...page(file).text.matchAll(/^( *)```\w*\n([\s\S]*?)^ *```$/gm)].map(([, indent = "", text = ""]) =>
    text.replaceAll(new RegExp(`^${indent}`, "gm"), "").trimEnd(),
  );
}

describe("docs/guides/promotion.md", () => {
  const shown = blocks("docs/guides/promotion.md");

  beforeAll(() => {
    clone.edit("environments/development.yaml", /argo-cd: \{ version: [^ ]+/, "argo-cd: { version: 10.1.2");
    clone.edit("environments/development.yaml", /cert-manager: \{ version: [^ ]+/, "cert-manager: { version: v1.21.3");
    const loaded = loadPlatform(clone.root);
    if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
    writeRegistry(clone.root, renderRegistry(loaded.platform));
  });

  test.each<[string, readonly string[], PromoteOptions]>([
    ["what would move", [], { dryRun: true }],
    ["the text of the pull request", [], { dryRun: true, text: true }],
    ["what has moved", ["argo-cd"], {}],
  ])("shows %s", (_what, names, options) => {
    out = [];
    run(context, { from: "development", to: "staging", names }, options);
    expect(shown).toContain(out.join("\n"));
  });

  test("shows the order as it stands in the organization's file", () => {
    expect(shown).toContain(/^promotion: .*$/m.exec(clone.read("environments/organization.yaml"))?.[0]);
  });
});

test("docs/guides/adding-a-component.md shows the file as the command writes it, and what the command says", async () => {
  out = [];
  await makeNew(context, "component", "metrics-server", {
    repository: "https://kubernetes-sigs.github.io/metrics-server",
    summary: "Counts what pods use.",
    group: "observability",
  });
  const shown = blocks("docs/guides/adding-a-component.md");
  expect(shown).toContain(out.join("\n"));
  expect(shown).toContain(clone.read("catalog/components/metrics-server.ts").trimEnd());
});
