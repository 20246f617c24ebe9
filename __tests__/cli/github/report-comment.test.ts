import fc from "fast-check";
import { bodiesOf } from "../../../cli/github/decide";
import { parseMarked } from "../../../cli/github/marker";
import { commentOf, textOptions } from "../../../cli/github/report-comment";
import { renderComment } from "../../../cli/plan/markdown/comment";
import type { ResourceChange } from "../../../cli/plan/model";
import type { Report } from "../../../cli/plan/report";
import { planned, planOf, reportOf } from "../plan/fixture-plans";

const change = (action: ResourceChange["action"], key: string): ResourceChange => ({
  ...{ action, address: `aws_subnet.private["${key}"]`, type: "aws_subnet", mode: "managed" },
  attributes: Array.from({ length: 8 }, (_, index) => ({
    path: [`attribute_${index}`],
    before: { kind: "value", value: `value of something ${key}` },
    ...(action === "update" && { after: { kind: "value", value: "another" } }),
  })),
});

const reportWith = (stacks: number, count: number, key: (index: number) => string, name = "production"): Report =>
  reportOf(
    ...Array.from({ length: stacks }, (_, number) => {
      const resources = Array.from({ length: count }, (__, index) =>
        change(index % 3 === 0 ? "update" : "delete", key(index)),
      );
      return planned(`${name}-${number}`, planOf({ resources }));
    }),
  );

const bodies = (report: Report, key?: string): readonly string[] =>
  bodiesOf(commentOf(report, renderComment(report, textOptions(report, key)), key));

describe("the comment of a report with its marker", () => {
  test.each([
    ["eighty changes with Cyrillic keys", reportWith(1, 80, (index) => `команда-разработки-платежей-${index}`)],
    ["eighty with dashes, which are written out", reportWith(1, 80, (index) => `blue--green--${index}--eu`)],
    ["a hundred stacks of twenty changes", reportWith(100, 20, String)],
    ["a thousand stacks", reportWith(1_000, 1, String)],
  ])("has no part of more than 60,000 characters: %s", (_, report) => {
    for (const body of bodies(report, "plan")) expect(body.length).toBeLessThanOrEqual(60_000);
  });

  test("is never too long, whatever the stacks and changes are called", () => {
    const names = fc.constantFrom("a", "blue--green", "команда", "🚀", "<&>", "x".repeat(60));
    fc.assert(
      fc.property(names, names, fc.nat(120), fc.nat(80), names, (key, name, stacks, count, comment) => {
        const report = reportWith(stacks, count, (index) => `${key}-${index}`, name);
        for (const body of bodies(report, comment)) expect(body.length).toBeLessThanOrEqual(60_000);
      }),
      { numRuns: 10 },
    );
  });

  test("has the short hashes of the changes where they are not too many as they are written", () => {
    const hashes = (key: string, count: number) => {
      const [body = ""] = bodies(reportWith(1, count, (index) => `${key}-${index}`));
      return Object.keys(parseMarked(body)?.marker.hashes?.["production-0"] ?? {}).length;
    };
    expect([hashes("team-of-payments", 60), hashes("команда-платежей", 60)]).toEqual([60, 0]);
  });

  test("has the digests of a hundred stacks, and says so when they are too many to apply by it", () => {
    const digests = (stacks: number) => {
      const [body = ""] = bodies(reportWith(stacks, 1, String));
      const count = Object.keys(parseMarked(body)?.marker.digests ?? {}).length;
      return [count, body.includes("Nothing can be applied by this comment: the digests of so many stacks")];
    };
    expect(digests(100)).toEqual([100, false]);
    expect(digests(1_000)).toEqual([0, true]);
  });

  test("leaves the text all the room there is when the marker is short", () => {
    expect(textOptions(reportWith(1, 1, String))).toEqual({ maximum: 56_000, remarks: [] });
  });
});
