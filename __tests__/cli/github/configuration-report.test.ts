import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commentOf } from "../../../cli/github/report-comment";
import { configurationReport } from "../../../cli/github/configuration-report";
import { partsOf } from "../../../cli/github/comment-source";
import { labelOf } from "../../../cli/github/labels";
import { renderComment } from "../../../cli/plan/markdown/comment";
import { processContext } from "../../../cli/context";
import { repository } from "../../../cli/root";
import { check } from "../../../main";

describe("the configuration that a fork hands over", () => {
  let folder: string;
  const context = { ...processContext(), root: repository, env: {} };
  const file = (stack: string): string => join(folder, "stacks", stack, "cdk.tf.json");
  const edit = (stack: string, from: string, to: string): void => {
    const text = readFileSync(file(stack), "utf8");
    expect(text).toContain(from);
    writeFileSync(file(stack), text.replaceAll(from, to));
  };
  /** Names other stacks in the manifest. */
  const listed = (change: (stacks: readonly string[]) => readonly string[]): void => {
    const manifest = join(folder, "manifest.json");
    const { stacks }: { stacks: Readonly<Record<string, unknown>> } = JSON.parse(readFileSync(manifest, "utf8"));
    const names = change(Object.keys(stacks));
    const named = names.map((name) => [name, stacks[name] ?? { dependencies: [] }]);
    writeFileSync(manifest, JSON.stringify({ stacks: Object.fromEntries(named) }));
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "platform-fork-"));
    const outcome = check(repository);
    if (!outcome.ok) throw new Error(outcome.messages.join("\n"));
    outcome.synthesis.publish(folder);
    for (const { name } of outcome.synthesis.stacks) {
      rmSync(join(folder, "stacks", name, "metadata.json"), { force: true });
    }
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test("is compared with this checkout's, and only what differs is said", () => {
    edit("production", "10.20.0.0/16", "10.21.0.0/16");
    const report = configurationReport(context, folder);
    expect(report.engine).toBeUndefined();
    expect(report.stacks).toMatchObject([
      {
        stack: "production",
        environment: "production",
        plan: {
          resources: [{ address: "aws_vpc.network", action: "update", construct: "production/network/Resource" }],
        },
      },
    ]);
  });

  test("becomes a comment that can't be taken for a plan, nor be applied", () => {
    edit("production", "10.20.0.0/16", "10.21.0.0/16");
    const source = { report: "", configuration: folder };
    const { report, parts } = partsOf(context, source, renderComment);
    expect(parts).toHaveLength(1);
    expect(parts[0]).toMatch(/^### Configuration, not plan: 1 to change\n\nThis is how the stacks/);
    expect(parts[0]).not.toContain("Digests");
    expect(commentOf(report, parts)).not.toHaveProperty("digests");
  });

  test("calls a stack new that only the fork has, counts all of it as added, and names the file that comes with it", () => {
    cpSync(join(folder, "stacks", "edge-us"), join(folder, "stacks", "edge-ap"), { recursive: true });
    edit("edge-ap", "edge-us", "edge-ap");
    listed((stacks) => [...stacks, "edge-ap"]);
    const { parts } = partsOf(context, { report: "", configuration: folder }, renderComment);
    const [, added] = /^### Configuration, not plan: (\d+) to add; 1 stack new\n/.exec(parts[0] ?? "") ?? [];
    expect(Number(added)).toBeGreaterThan(0);
    expect(parts[0]).toContain(`| \`edge-ap\` new | · | · | · | ${String(added)} |\n`);
    expect(parts[0]).toContain(`<code>edge-ap</code> · new · ${String(added)} to add</summary>`);
    expect(parts[0]).toContain("From `environments/edge-ap.yaml`");
  });

  test("says of a stack that the fork lacks that it is removed and stays, and loses nothing", () => {
    rmSync(join(folder, "stacks", "edge-us"), { recursive: true });
    listed((stacks) => stacks.filter((name) => name !== "edge-us"));
    const { report, parts } = partsOf(context, { report: "", configuration: folder }, renderComment);
    expect(labelOf(report)).toBe("plan: changes");
    const [title, , warning, table] = (parts[0] ?? "").split("\n\n");
    expect(title).toBe("### Configuration, not plan: 1 stack removed");
    expect(warning).toBe(
      "> [!WARNING]\n> - `edge-us` is removed: nothing destroys it; its state stays, and so does all that it has made",
    );
    expect(table).toMatch(/\n\| `edge-us` removed \|(?: +\|)+$/);
    expect(parts[0]).not.toContain("CAUTION");
  });

  test("is said to be the same when nothing differs", () => {
    const { parts } = partsOf(context, { report: "", configuration: folder }, renderComment);
    expect(parts).toEqual(["### Configuration, not plan: no stack differs"]);
  });

  test("is refused when there is more in it than stacks", () => {
    writeFileSync(join(folder, "stacks", "staging", "more.tf"), "");
    expect(() => configurationReport(context, folder)).toThrow(/^staging: "more\.tf" may not be there/);
  });
});
