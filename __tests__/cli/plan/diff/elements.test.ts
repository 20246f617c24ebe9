import fc from "fast-check";
import { matchElements } from "../../../../cli/plan/diff/elements";
import { plain } from "../../../../cli/plan/diff/side";

const match = (before: readonly unknown[], after: readonly unknown[]) =>
  matchElements(before.map(plain), after.map(plain));

describe("the elements of two lists", () => {
  test("are the same whatever marks nothing: false, an empty list, an empty map or nothing", () => {
    const marks = [false, undefined, {}, [], { name: false }, [false, false]];
    for (const one of marks) {
      for (const other of marks) {
        const before = { value: { name: "a" }, unknown: one, mask: other };
        const after = { value: { name: "a" }, unknown: other, mask: one };
        expect(matchElements([before], [after])).toEqual({ pairs: [], reordered: false });
      }
    }
  });

  test("are each in one pair at most, and all that is in one list only is in a pair", () => {
    const element = fc.oneof(
      fc.nat(3),
      fc.constantFrom("a", "b\nc"),
      fc.record({ name: fc.constantFrom("x", "y"), n: fc.nat(2) }),
      fc.record({ a: fc.nat(2), b: fc.nat(2) }),
    );
    fc.assert(
      fc.property(fc.array(element, { maxLength: 6 }), fc.array(element, { maxLength: 6 }), (before, after) => {
        const { pairs } = match(before, after);
        const left = (own: readonly unknown[], other: readonly unknown[]) => {
          const rest = other.map((value) => JSON.stringify(value));
          return own.filter((value) => {
            const index = rest.indexOf(JSON.stringify(value));
            if (index >= 0) rest.splice(index, 1);
            return index < 0;
          });
        };
        const texts = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).sort();
        const told = (side: "before" | "after") =>
          texts(pairs.flatMap((pair) => (pair[side] ? [pair[side].value] : [])));
        expect(told("before")).toEqual(texts(left(before, after)));
        expect(told("after")).toEqual(texts(left(after, before)));
      }),
    );
  });

  test.each([
    ["with names", (index: number, revision: number) => ({ name: `n-${index}`, revision })],
    ["without names", (index: number, revision: number) => ({ from: index, to: index + revision, protocol: "tcp" })],
    ["with one name", (index: number, revision: number) => ({ name: "same", index, revision })],
    ["of texts", (index: number, revision: number) => `text ${index} ${revision}`],
  ])("are matched in no time, five thousand of them, %s", (_, element) => {
    const list = (revision: number) => Array.from({ length: 5_000 }, (__, index) => element(index, revision));
    const begun = performance.now();
    expect(match(list(1), list(2)).pairs.length).toBeGreaterThanOrEqual(5_000);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  test("are paired by name among many too", () => {
    const list = (revision: number) =>
      Array.from({ length: 300 }, (_, index) => ({ name: `n-${(index * revision) % 300}`, revision }));
    const { pairs } = match(list(1), list(7));
    expect(pairs).toHaveLength(300);
    expect(pairs.every(({ before, after }) => before !== undefined && after !== undefined)).toBe(true);
  });
});
