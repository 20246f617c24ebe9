import { appendSummary, SUMMARY_LIMIT, summaryOf } from "../../../cli/github/step-summary";
import { World } from "../world/world";

describe("summaryOf", () => {
  test("has all parts that fit", () => {
    expect(summaryOf(["one", "two\n"], 100)).toBe("one\n\ntwo\n\n");
  });

  test("ends at the end of a part, and says how many are left out", () => {
    const parts = ["a".repeat(100), "b".repeat(100), "c".repeat(100)];
    expect(summaryOf(parts, 300)).toBe(
      `${"a".repeat(100)}\n\n${"b".repeat(100)}\n\n_1 of 3 parts are left out here: a summary is limited to 1 MiB._\n`,
    );
  });

  test("counts bytes, as GitHub does", () => {
    expect(summaryOf(["é".repeat(100)], 150)).toMatch(/^_1 of 1 parts/);
  });
});

describe("appendSummary", () => {
  test("keeps what the step has written before, and stays below the limit with it", () => {
    const world = new World([], { "summary.md": `# Before${"-".repeat(2000)}\n` });
    appendSummary(`${world.root}/summary.md`, ["a".repeat(500_000), "b".repeat(499_000)]);
    const text = world.read("summary.md");
    world.dispose();
    expect(text).toMatch(/^# Before-+\na+\n\n_1 of 2 parts are left out here/);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(SUMMARY_LIMIT);
  });
});
