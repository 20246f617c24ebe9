import * as fc from "fast-check";
import { merge } from "../../config/merge";
import { type Tree, type TreeMap, find, toPlain } from "../../config/tree";

type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

/** Data as if it had been read from a file; every value of one file stands there. */
function treeOf(value: Plain, file: string): Tree {
  const at = { file, line: 1, column: 1 };
  if (Array.isArray(value)) return { type: "list", at, items: value.map((item) => treeOf(item, file)) };
  if (typeof value === "object" && value !== null) return mapOf(value, file);
  return { type: "scalar", at, value, source: String(value) };
}

function mapOf(value: { [key: string]: Plain }, file: string): TreeMap {
  const at = { file, line: 1, column: 1 };
  return {
    type: "map",
    at,
    entries: new Map(Object.entries(value).map(([key, inner]) => [key, { key: at, value: treeOf(inner, file) }])),
  };
}

/** Few keys, so that documents meet. */
const arbitrary = (leaves: fc.Arbitrary<Plain>): fc.Arbitrary<{ [key: string]: Plain }> =>
  fc.letrec<{ value: Plain; map: { [key: string]: Plain } }>((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, leaves, fc.array(leaves, { maxLength: 2 }), tie("map")),
    map: fc.dictionary(fc.constantFrom("a", "b", "c"), tie("value"), { noNullPrototype: true }),
  })).map;

const withoutNull = arbitrary(fc.oneof(fc.integer(), fc.string(), fc.boolean()));
const withNull = arbitrary(fc.oneof(fc.integer(), fc.string(), fc.constant(null)));

const plainMerge = (...layers: { [key: string]: Plain }[]): unknown =>
  toPlain(layers.map((layer, index) => mapOf(layer, String(index))).reduce(merge));

describe("merge", () => {
  test("merges maps by key, replaces lists and scalars, removes with null", () => {
    const below = { map: { kept: 1, replaced: 1, removed: 1 }, list: [1, 2], scalar: "a", gone: { deep: 1 } };
    const above = { map: { replaced: 2, removed: null, added: 2 }, list: [3], scalar: { now: "a map" }, gone: null };
    expect(plainMerge(below, above)).toEqual({
      map: { kept: 1, replaced: 2, added: 2 },
      list: [3],
      scalar: { now: "a map" },
    });
  });

  test("keeps a null that removes nothing, for the check that reports it", () => {
    expect(plainMerge({}, { a: null })).toEqual({ a: null });
    expect(plainMerge({ a: null }, { a: null })).toEqual({ a: null });
  });

  test("stands where the upper document stands", () => {
    expect(merge(mapOf({ a: 1 }, "below"), mapOf({ b: 1 }, "above")).at.file).toBe("above");
  });

  test("takes a value over a null that removed nothing", () => {
    expect(plainMerge({ a: null }, { a: { b: 1 } })).toEqual({ a: { b: 1 } });
  });

  test("changes nothing by laying over nothing, nothing over it, or itself over it", () => {
    fc.assert(
      fc.property(withoutNull, (one) => {
        const plain = toPlain(mapOf(one, "one"));
        expect(plainMerge({}, one)).toEqual(plain);
        expect(plainMerge(one, {})).toEqual(plain);
        expect(plainMerge(one, one)).toEqual(plain);
      }),
    );
  });

  // With values of any type: a map over a scalar forgets the map below the scalar, so only maps over maps associate.
  test("gives the same in whatever way three documents of one shape are grouped", () => {
    const shape = fc.record(
      {
        a: fc.integer(),
        b: fc.dictionary(fc.constantFrom("x", "y"), fc.integer(), { noNullPrototype: true }),
        c: fc.array(fc.integer()),
      },
      { requiredKeys: [], noNullPrototype: true },
    );
    fc.assert(
      fc.property(shape, shape, shape, (one, two, three) => {
        const [a, b, c] = [mapOf(one, "1"), mapOf(two, "2"), mapOf(three, "3")];
        expect(toPlain(merge(merge(a, b), c))).toEqual(toPlain(merge(a, merge(b, c))));
      }),
    );
  });

  test("removes with null whatever stands below", () => {
    fc.assert(
      fc.property(withoutNull, withoutNull, (below, rest) => {
        const above = { ...rest, a: null };
        const merged = plainMerge({ ...below, a: 1 }, above);
        expect(merged).not.toHaveProperty("a");
      }),
    );
  });

  test("gives the same bytes in whatever order keys stand", () => {
    const reversed = (value: Plain): Plain => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, inner]) => [key, reversed(inner)]),
      );
    };
    fc.assert(
      fc.property(withNull, withNull, (below, above) => {
        const turned = merge(mapOf({ x: reversed(below) }, "1"), mapOf({ x: reversed(above) }, "2"));
        expect(JSON.stringify(toPlain(turned))).toBe(JSON.stringify(plainMerge({ x: below }, { x: above })));
      }),
    );
  });

  test("gives every value the file that has the last word on it", () => {
    fc.assert(
      fc.property(withNull, withNull, (below, above) => {
        const [a, b] = [mapOf(below, "below"), mapOf(above, "above")];
        for (const path of leaves(merge(a, b))) {
          const written = find(b, path);
          expect(find(merge(a, b), path)?.at.file).toBe(written === undefined ? "below" : "above");
        }
      }),
    );
  });
});

/** The paths of everything that is no map. */
function leaves(tree: Tree, path: readonly string[] = []): (readonly string[])[] {
  if (tree.type !== "map") return [path];
  return [...tree.entries].flatMap(([key, entry]) => leaves(entry.value, [...path, key]));
}
