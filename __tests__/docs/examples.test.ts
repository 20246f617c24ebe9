import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machinesOf, serversAmong } from "../../cli/k3s/machines";
import { explainRestore } from "../../cli/restore/explain";
import { snapshotOf, snapshotText } from "../../cli/restore/snapshot";
import { summaryTable } from "../../cli/summary";
import { loadPlatform } from "../../stacks/load-platform";
import { check } from "../../main";
import { page, root } from "./markdown";

const folder = mkdtempSync(join(tmpdir(), "platform-docs-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What the platform says of the repository's environments after these changes to their files. */
function said(changes: Readonly<Record<string, (text: string) => string>>): string {
  rmSync(join(folder, "environments"), { recursive: true, force: true });
  cpSync(join(root, "environments"), join(folder, "environments"), { recursive: true });
  for (const [name, change] of Object.entries(changes)) {
    const file = join(folder, "environments", name);
    const before = name === "qa.yaml" ? "" : readFileSync(file, "utf8");
    const after = change(before);
    expect(after).not.toBe(before);
    writeFileSync(file, after);
  }
  const outcome = check(folder);
  if (!outcome.ok) return outcome.messages.join("\n");
  outcome.synthesis.discard();
  return "";
}

/** The first fenced block of a page that holds this text, without its indentation. */
function blockWith(file: string, part: string): string {
  const blocks = [...page(file).text.matchAll(/^( *)```\w*\n([\s\S]*?)^ *```$/gm)].map(([, indent = "", text = ""]) =>
    text.replaceAll(new RegExp(`^${indent}`, "gm"), "").trimEnd(),
  );
  const found = blocks.find((block) => block.includes(part));
  if (found === undefined) throw new Error(`${file} has no block with ${part}`);
  return found;
}

describe("docs/guides/first-steps.md", () => {
  const guide = "docs/guides/first-steps.md";

  test("shows the stacks that there are, as the guide to a new environment does", () => {
    const outcome = check(root);
    if (!outcome.ok) throw new Error(outcome.messages.join("\n"));
    outcome.synthesis.discard();
    const table = summaryTable(outcome.synthesis.stacks, false);
    expect(blockWith(guide, "stack  ").split("\n\n")[0]).toBe(table);
    const others = blockWith("docs/guides/new-environment.md", "stack  ").split("\n");
    expect(others.filter((line) => !line.startsWith("qa ")).join("\n")).toBe(table);
  });

  test("shows what two mistakes in staging.yaml come to", () => {
    const output = said({
      "staging.yaml": (text) => text.replace("192.0.2.11\n", "192.0.2.300\n").replace("\ncomponents:", "\ncomponets:"),
    });
    expect(blockWith(guide, "192.0.2.300")).toBe(output);
  });

  test("shows what the guards say when server-3 vanishes", () => {
    const output = said({ "staging.yaml": (text) => text.replace(/ {4}server-3:[\s\S]*?hostKey.*\n/, "") });
    expect(blockWith(guide, "K3S-01")).toBe(output);
  });
});

describe("docs/guides/new-environment.md", () => {
  const guide = "docs/guides/new-environment.md";
  const draft = blockWith(guide, "kind: k3s");
  const machine = /address: 192\.0\.2\.11[\s\S]*?hostKey: (.*)\n/.exec(
    readFileSync(join(root, "environments/staging.yaml"), "utf8"),
  );
  const whole = `${draft.replace(/\{ address.*\}/, `{ address: 192.0.2.31, hostKey: ${machine?.[1] ?? ""} }`)}
components: { argo-cd: { version: 10.1.1 } }
`;

  test("shows what its first draft comes to", () => {
    expect(blockWith(guide, "Did you mean")).toBe(said({ "qa.yaml": () => `${draft}\n` }));
  });

  test("shows what is said before the protected list is written", () => {
    expect(blockWith(guide, "not in the list")).toBe(said({ "qa.yaml": () => whole }));
  });

  test("shows what is said when the environment is gone", () => {
    const address = 'terraform_data.k3s_machine["server-1"]';
    const output = said({
      "protected.json": (text) => text.replace("{", `{ "qa": [${JSON.stringify(address)}],`),
    });
    expect(blockWith(guide, "the stack is gone")).toBe(output);
  });
});

test("docs/guides/restore.md shows what a restore says before it begins", () => {
  const loaded = loadPlatform(root);
  const staging = loaded.ok ? loaded.platform.environments.find(({ name }) => name === "staging") : undefined;
  if (!loaded.ok || staging?.kind !== "k3s") throw new Error("The repository has no k3s environment staging.");
  const machines = machinesOf(staging, loaded.platform.organization);
  const [first, ...others] = serversAmong(machines);
  if (!first) throw new Error("staging has no server.");
  const snapshot = snapshotText(
    snapshotOf("etcd-snapshot-server-1-1790000000", staging.cluster.snapshots.s3 !== undefined),
  );
  const plan = { id: "1", first, resumed: false, others, agents: [], notSetUp: [], silent: [] };
  const block = blockWith("docs/guides/restore.md", "Type staging to go on:");
  expect(block).toBe(`${explainRestore(plan, "staging", snapshot)}\nType staging to go on:`);
});
