import fc from "fast-check";
import { renderComment } from "../../../../cli/plan/markdown/comment";
import type { Action, AttributeChange, ResourceChange } from "../../../../cli/plan/model";
import { changesIn } from "../../../../cli/plan/markdown/rows";
import { planned, planOf, reportOf } from "../fixture-plans";
import { parsed, unbalanced } from "./parsed";

const attribute = (name: string, length: number): AttributeChange => ({
  path: [name],
  before: { kind: "value", value: "x".repeat(length) },
  after: { kind: "value", value: "y".repeat(length) },
});

const resources = (action: Action, count: number, attributes: readonly AttributeChange[] = []): ResourceChange[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ action, address: `aws_thing.${action}[${index}]`, type: "aws_thing", mode: "managed", attributes },
  }));

const render = (...changes: readonly ResourceChange[][]) =>
  renderComment(reportOf(planned("staging", planOf({ resources: changes.flat() }))));

const shortened = (parts: readonly string[]) => /^Shortened to fit: (.*?)\. All of it/m.exec(parts[0] ?? "")?.[1];

describe("a comment that gets too long", () => {
  const small = [attribute("small", 10)];

  test("shows all there is as long as it fits", () => {
    expect(shortened(render(resources("update", 100, small), resources("read", 100)))).toBeUndefined();
  });

  test("first counts what is only read", () => {
    const parts = render(resources("update", 300, small), resources("read", 500, small));
    expect(shortened(parts)).toBe("what is only read is counted");
    expect(parts).toHaveLength(1);
    expect(parts[0]).toContain("**Read during apply** (500)");
    expect(parts[0]).not.toContain("aws_thing.read[0]");
  });

  test("then shows only the names of what is added", () => {
    const parts = render(resources("update", 300, small), resources("create", 300, small));
    expect(shortened(parts)).toBe("what is only read is counted; of what is added only the names are shown");
    expect(parts).toHaveLength(1);
    expect(parts[0]).toContain("+ aws_thing.create[299]");
    expect(parts[0]).toContain('! small: "xxxxxxxxxx" → "yyyyyyyyyy"');
  });

  test("then cuts long values in their middle", () => {
    const parts = render(resources("update", 100, [attribute("long", 390)]));
    expect(shortened(parts)).toMatch(/; long values are cut in their middle$/);
    expect(parts).toHaveLength(1);
    expect(parts[0]).toMatch(/! long: "x{54}" … 310 characters … "x{26}" →/);
  });

  test("then shows names only, and counts what is added", () => {
    const parts = render(resources("update", 900, small), resources("create", 1_234));
    expect(shortened(parts)).toBe("only names are shown, and what is added is counted by its type");
    expect(parts).toHaveLength(1);
    expect(parts[0]).toContain("! aws_thing.update[899]");
    expect(parts[0]).toContain("+ 1,234 × aws_thing");
  });

  test("at last has several parts, each with its number", () => {
    const parts = render(resources("delete", 5_000));
    expect(parts.length).toBeGreaterThan(1);
    expect(parts[1]).toMatch(
      /^### Plan, part 2 of \d+\n\n<details open><summary><code>staging<\/code> .* \(continued\)<\/summary>\n/,
    );
  });

  test("in several parts has what is lost first, of every stack, and each change once", () => {
    const plan = planOf({
      resources: [...resources("delete", 300), ...resources("update", 2_000), ...resources("create", 1_234)],
    });
    const parts = renderComment(reportOf(planned("one", plan), planned("two", plan)));
    const text = parts.join("\n");
    expect(text.match(/^- aws_thing\.delete/gm)).toHaveLength(600);
    expect(text.lastIndexOf("- aws_thing.delete")).toBeLessThan(text.indexOf("! aws_thing.update"));
    expect(text).toContain("<summary><code>two</code> · what else changes</summary>");
    expect(parts.reduce((sum, part) => sum + changesIn(part), 0)).toBe(2 * (300 + 2_000 + 1_234));
  });

  test("says of a resource with five thousand attributes how many it doesn't show", () => {
    const many = Array.from({ length: 5_000 }, (_, index) => attribute(`a${index}`, 100));
    const parts = render(resources("update", 3, many));
    expect(parts).toHaveLength(1);
    expect(parts[0]?.match(/⋮ 4,980 attributes more/g)).toHaveLength(3);
  });
});

test("Whatever the size, every loss is named, and every part is whole and no larger than it may be", () => {
  const size = fc.oneof(fc.nat(5), fc.nat(1_500));
  fc.assert(
    fc.property(
      size,
      size,
      size,
      size,
      fc.nat(5),
      fc.integer({ min: 20_000, max: 60_000 }),
      (gone, replaced, forgotten, changed, stacks, maximum) => {
        const attributes = [attribute("a", 50), { path: ["b"], after: { kind: "value", value: "one\ntwo" } } as const];
        const changes = [
          ...resources("delete", gone, attributes),
          ...resources("replace", replaced, attributes),
          ...resources("forget", forgotten),
          ...resources("update", changed, attributes),
        ];
        const names = Array.from({ length: stacks + 1 }, (_, index) => `stack-${index}`);
        const parts = renderComment(reportOf(...names.map((name) => planned(name, planOf({ resources: changes })))), {
          maximum,
        });
        for (const part of parts) {
          expect(Buffer.byteLength(part)).toBeLessThanOrEqual(maximum);
          expect(part.length).toBeLessThanOrEqual(maximum);
          expect(unbalanced(parsed(part).tags)).toEqual([]);
          expect((part.match(/^`{3,}/gm) ?? []).length % 2).toBe(0);
        }
        const named = parts.flatMap((part) =>
          part
            .split("\n")
            .filter((line) => !line.startsWith(">"))
            .flatMap((line) => line.match(/aws_thing\.(?:delete|replace|forget)\[\d+\]/g) ?? []),
        );
        expect(named).toHaveLength((gone + replaced + forgotten) * names.length);
        expect(new Set(named).size).toBe(gone + replaced + forgotten);
      },
    ),
    { numRuns: 25 },
  );
});
