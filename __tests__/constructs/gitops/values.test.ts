import * as fc from "fast-check";
import { parse } from "yaml";
import { holdsNull, mergeValues, stringsIn } from "../../../constructs/gitops/values";
import { toYaml } from "../../../constructs/gitops/yaml";

describe("laying values over others", () => {
  test("merges maps, replaces everything else, and hands null on to Helm, which drops the chart's own by it", () => {
    const base = { server: { replicas: 2, pdb: { enabled: true } }, list: [1, 2], dex: { enabled: false } };
    const over = { server: { replicas: 3 }, list: [3], dex: null };
    expect(mergeValues(base, over)).toEqual({ server: { replicas: 3, pdb: { enabled: true } }, list: [3], dex: null });
    expect(base.server.replicas).toBe(2);
  });

  test("merges at every depth", () => {
    const base = { a: { b: { c: { kept: 1, changed: 1 } } } };
    expect(mergeValues(base, { a: { b: { c: { changed: 2 }, added: 3 } } })).toEqual({
      a: { b: { c: { kept: 1, changed: 2 }, added: 3 } },
    });
  });

  test("takes a key called __proto__ for a key", () => {
    const over = Object.fromEntries([["__proto__", { polluted: true }]]);
    expect(Object.keys(mergeValues({}, over))).toEqual(["__proto__"]);
    expect({}).not.toHaveProperty("polluted");
  });

  test("of nothing changes nothing", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.string(), fc.array(fc.integer()))), (values) => {
        expect(mergeValues(values, {})).toEqual(values);
        expect(mergeValues(values, values)).toEqual(values);
      }),
    );
  });
});

test.each([
  [{ a: { b: null } }, true],
  [{ a: [1, { b: null }] }, true],
  [{ a: "null", b: [], c: {}, d: false, e: 0 }, false],
])("whether %j holds a null is %s", (values, expected) => {
  expect(holdsNull(values)).toBe(expected);
});

test("all strings of a tree are found, keys too", () => {
  expect(stringsIn({ a: ["b", { c: null }], d: 1 })).toEqual(["a", "b", "c", "d"]);
});

describe("values as YAML", () => {
  test.each(["yes", "on", "No", "y", "012", "1_000", "1:30", "0o7", "~", "2001-01-01"])(
    "keep the string %s a string",
    (word) => {
      expect(toYaml({ word })).toBe(`word: "${word}"\n`);
    },
  );

  test("come back as they were, from YAML 1.1 as from 1.2", () => {
    const tree = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)));
    fc.assert(
      fc.property(tree, (values) => {
        for (const version of ["1.1", "1.2"] as const) expect(parse(toYaml(values), { version })).toEqual(values);
      }),
    );
  });

  test("write a value that occurs twice in full, since a diff of an anchor says nothing", () => {
    const budget = { enabled: true };
    expect(toYaml({ a: budget, b: budget })).toBe("a:\n  enabled: true\nb:\n  enabled: true\n");
  });
});
