import { attributesOf } from "../../../cli/plan/attributes";
import { changeJson, linesOfChange } from "./changes";

/** What is shown of a value that was one thing and becomes another. */
const between = (before: unknown, after: unknown) =>
  linesOfChange({ before: { value: before }, after: { value: after } });

describe("what differs between two values", () => {
  test("is told down to its leaves, and nothing is told of what stays", () => {
    expect(
      linesOfChange({
        before: { name: "a", size: 1, on: true, tags: { kept: "x", gone: "y", changed: "old" } },
        after: { name: "b", size: 2, on: false, tags: { kept: "x", come: "z", changed: "new" } },
      }),
    ).toEqual([
      '~ name: "a" → "b"',
      "~ on: true → false",
      "~ size: 1 → 2",
      '~ tags.changed: "old" → "new"',
      '+ tags.come: "z"',
      '- tags.gone: "y"',
    ]);
  });

  test("is nothing between null, and a key that isn't there", () => {
    expect(between(null, undefined)).toEqual([]);
    expect(between({ a: null }, {})).toEqual([]);
    expect(between(null, "x")).toEqual(['+ value: "x"']);
    expect(between("x", null)).toEqual(['- value: "x"']);
  });

  test("is told between an empty list, an empty map, an empty text and nothing", () => {
    expect(between(null, [])).toEqual(["+ value: []"]);
    expect(between({}, null)).toEqual(["- value: {}"]);
    expect(between("", null)).toEqual(['- value: ""']);
    expect(between({}, [])).toEqual(["~ value: {} → []"]);
    expect(between([], ["x"])).toEqual(['+ value[0]: "x"']);
    expect(between(0, false)).toEqual(["~ value: 0 → false"]);
  });

  test("is told of the whole when one thing becomes another kind of thing", () => {
    expect(between("x", { a: 1 })).toEqual(['~ value: "x" → {"a":1}']);
    expect(between(["x"], { a: 1 })).toEqual(['~ value: ["x"] → {"a":1}']);
  });

  test("takes keys as they are, those of every object too", () => {
    const named: unknown = JSON.parse('{"__proto__":"a","constructor":"b"}');
    expect(between({}, named)).toEqual(['+ value.__proto__: "a"', '+ value.constructor: "b"']);
  });
});

describe("what differs between two lists", () => {
  test("is what comes and goes, wherever it stands: plans have sets as lists", () => {
    expect(between(["b", "c"], ["a", "b", "c"])).toEqual(['+ value[0]: "a"']);
    expect(between(["a", "b", "c"], ["b", "c"])).toEqual(['- value[0]: "a"']);
    expect(between([80, 443], [443, 8443])).toEqual(["- value[0]: 80", "+ value[1]: 8443"]);
  });

  test("is how often something is in them", () => {
    expect(between(["a", "a", "a"], ["a"])).toEqual(['- value[1]: "a"', '- value[2]: "a"']);
  });

  test("is their order, also if something else differs too", () => {
    expect(between(["a", "b"], ["b", "a"])).toEqual(["~ value: the same elements in another order"]);
    expect(between(["a", "b", "c"], ["b", "a", "d"])).toEqual([
      "~ value: the same elements in another order",
      '- value[2]: "c"',
      '+ value[2]: "d"',
    ]);
  });

  test("is told within elements of the same name", () => {
    const rule = (name: string, port: number) => ({ name, port });
    expect(between([rule("a", 1), rule("b", 2)], [rule("b", 3), rule("c", 1)])).toEqual([
      '- value[0].name: "a"',
      "- value[0].port: 1",
      "~ value[0].port: 2 → 3",
      '+ value[1].name: "c"',
      "+ value[1].port: 1",
    ]);
  });

  test("is told within elements most of which is the same, the most alike first", () => {
    const rule = (from: number, to: number, cidr: string) => ({ from, to, cidr, protocol: "tcp" });
    const [web, ssh] = [rule(80, 80, "10.0.0.0/8"), rule(22, 22, "10.0.0.0/8")];
    expect(between([web, ssh], [rule(22, 22, "10.1.0.0/16"), rule(80, 8080, "10.0.0.0/8")])).toEqual([
      '~ value[0].cidr: "10.0.0.0/8" → "10.1.0.0/16"',
      "~ value[1].to: 80 → 8080",
    ]);
  });

  test("is told within the one block of its kind, however little stays the same", () => {
    expect(between([{ a: 1, b: 2, c: 3 }], [{ a: 4, b: 5, c: 6 }])).toEqual([
      "~ value[0].a: 1 → 4",
      "~ value[0].b: 2 → 5",
      "~ value[0].c: 3 → 6",
    ]);
  });

  test("is told by the lines of a document that stands in the same place", () => {
    expect(between(["a: 1\nb: 2\n"], ["a: 1\nb: 3\n"])).toEqual(["~ value[0]:", "    a: 1", "-   b: 2", "+   b: 3"]);
  });
});

describe("what is known after apply", () => {
  test("is told wherever it is: it is in after_unknown only", () => {
    expect(
      linesOfChange({
        before: { arn: "old", kept: "x", list: ["a", "b"], nested: { a: 1, b: 2 } },
        after: { kept: "x", list: ["a"], nested: { a: 1 } },
        after_unknown: { arn: true, list: [false, true], nested: { b: true } },
      }),
    ).toEqual([
      '~ arn: "old" → (known after apply)',
      '~ list[1]: "b" → (known after apply)',
      "~ nested.b: 2 → (known after apply)",
    ]);
  });

  test("may be the whole", () => {
    expect(linesOfChange({ before: "x", after_unknown: true })).toEqual(['~ value: "x" → (known after apply)']);
    expect(linesOfChange({ before: { a: ["x"] }, after: {}, after_unknown: { a: true } })).toEqual([
      '~ a: ["x"] → (known after apply)',
    ]);
  });

  test("is only named of what is new, since it says nothing about the change", () => {
    expect(
      linesOfChange({ after: { name: "a" }, after_unknown: { id: true, arn: true, tags: [{ id: true }] } }, "create"),
    ).toEqual(['+ name: "a"', "+ known after apply: arn, id, tags[0].id"]);
  });
});

describe("what is sensitive", () => {
  const secret = (before: unknown, after: unknown, masks: [unknown, unknown], unknown: unknown = {}) =>
    linesOfChange({
      before: { value: before },
      after: { value: after },
      before_sensitive: masks[0],
      after_sensitive: masks[1],
      after_unknown: unknown,
    });
  const both = [{ value: true }, { value: true }] satisfies [unknown, unknown];

  test("shows only that it changes, comes or goes", () => {
    expect(secret("one", "two", both)).toEqual(["~ value: (sensitive, changed)"]);
    expect(secret({ a: 1 }, { a: 2 }, both)).toEqual(["~ value: (sensitive, changed)"]);
    expect(secret(undefined, "two", both)).toEqual(["+ value: (sensitive)"]);
    expect(secret("one", undefined, both)).toEqual(["- value: (sensitive)"]);
    expect(secret("one", undefined, both, { value: true })).toEqual(["~ value: (sensitive) → (known after apply)"]);
    expect(secret({ a: 1 }, { a: 1 }, both, { value: { b: true } })).toEqual(["~ value: (sensitive, changed)"]);
  });

  test("is nothing if it stays", () => {
    expect(secret("same", "same", both)).toEqual([]);
  });

  test("is told when only the mark comes or goes, without the value", () => {
    const marked = "~ value: (sensitive): the same value, marked in another way";
    expect(secret("same", "same", [false, { value: true }])).toEqual([marked]);
    expect(secret("same", "same", [{ value: true }, {}])).toEqual([marked]);
  });

  test("stays hidden as long as it is marked on one side", () => {
    expect(secret("hidden", "clear", [{ value: true }, {}])).toEqual(["~ value: (sensitive, changed)"]);
    expect(secret("clear", "hidden", [{}, { value: true }])).toEqual(["~ value: (sensitive, changed)"]);
  });

  test.each([
    ["true for the whole", true, ["~ value: (sensitive, changed)"]],
    ["a map", { value: { b: true } }, ['~ value.a: "1" → "3"', "~ value.b: (sensitive, changed)"]],
    ["false", false, ['~ value.a: "1" → "3"', '~ value.b: "2" → "4"']],
    ["absent", undefined, ['~ value.a: "1" → "3"', '~ value.b: "2" → "4"']],
  ])("is marked by %s", (_, mask, lines) => {
    const shown = linesOfChange({
      before: { value: { a: "1", b: "2" } },
      after: { value: { a: "3", b: "4" } },
      before_sensitive: mask,
      after_sensitive: mask,
    });
    expect(shown).toEqual(mask === true ? ["~ value: (sensitive, changed)"] : lines);
  });

  test("is marked by a list, element by element, and shows in no value around it", () => {
    expect(secret(["a", "secret"], ["b", "secret"], [{ value: [false, true] }, { value: [false, true] }])).toEqual([
      '- value[0]: "a"',
      '+ value[0]: "b"',
    ]);
    expect(secret(["a", "secret"], undefined, [{ value: [false, true] }, {}], { value: true })).toEqual([
      '~ value: ["a",(sensitive)] → (known after apply)',
    ]);
  });

  test("does not look like what somebody calls so", () => {
    expect(secret("(sensitive)", "(known after apply)", [{}, {}])).toEqual([
      '~ value: "(sensitive)" → "(known after apply)"',
    ]);
    expect(secret({ a: "(sensitive)" }, undefined, [{}, {}], { value: true })).toEqual([
      '~ value: {"a":"\\"(sensitive)\\""} → (known after apply)',
    ]);
  });
});

describe("what forces a replacement", () => {
  const replaced = (replace_paths: (string | number)[][], before: unknown, after: unknown, unknown: unknown = {}) =>
    linesOfChange({ actions: ["delete", "create"], before, after, after_unknown: unknown, replace_paths }, "replace");

  test("is marked, and stands first", () => {
    expect(replaced([["name"]], { a: 1, name: "x" }, { a: 2, name: "y" })).toEqual([
      '~ name (forces replacement): "x" → "y"',
      "~ a: 1 → 2",
    ]);
  });

  test("is marked within what the path names, or around it", () => {
    expect(replaced([["block"]], { block: [{ a: 1 }] }, { block: [{ a: 2 }] })).toEqual([
      "~ block[0].a (forces replacement): 1 → 2",
    ]);
    expect(replaced([["block", 0, "a"]], { block: [{ a: 1 }] }, { block: null })).toEqual([
      "- block[0].a (forces replacement): 1",
    ]);
  });

  test("is told although it is known after apply only", () => {
    expect(replaced([["vpc_id"]], { vpc_id: "vpc-1", id: "a" }, {}, { vpc_id: true, id: true })).toEqual([
      '~ vpc_id (forces replacement): "vpc-1" → (known after apply)',
      "~ known after apply: id",
    ]);
  });

  test("is told although nothing differs in it", () => {
    expect(replaced([["name"]], { name: "x" }, { name: "x" })).toEqual(['~ name (forces replacement): "x" → "x"']);
  });
});

describe("what is empty", () => {
  test("is not told of what is new or goes: providers have it for every block that nobody wrote", () => {
    expect(linesOfChange({ before: null, after: { name: "a", timeouts: {}, rules: [] } }, "create")).toEqual([
      '+ name: "a"',
    ]);
    expect(linesOfChange({ before: { name: "a", rules: [] }, after: null }, "delete")).toEqual(['- name: "a"']);
  });

  test("is not told within a new element, and is told of what was there before", () => {
    expect(linesOfChange({ before: { rules: [] }, after: { rules: [{ port: 1, cidrs: [] }] } })).toEqual([
      "+ rules[0].port: 1",
    ]);
    expect(linesOfChange({ before: { rules: ["x"] }, after: { rules: [], added: [] } })).toEqual([
      "+ added: []",
      '- rules[0]: "x"',
    ]);
  });
});

test("five thousand attributes take no time", () => {
  const map = (value: string) =>
    Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`key-${index}`, value]));
  const begun = performance.now();
  expect(
    attributesOf(changeJson({ before: map("a"), after: map("b"), replace_paths: [["key-1"]] }), "update"),
  ).toHaveLength(5_000);
  expect(performance.now() - begun).toBeLessThan(5_000);
});
