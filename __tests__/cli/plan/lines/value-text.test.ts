import { pathText } from "../../../../cli/plan/lines/path-text";
import { valueText } from "../../../../cli/plan/lines/value-text";
import type { Json, Step } from "../../../../cli/plan/model";

const text = (value: Json, maximum = 100) => valueText({ kind: "value", value }, maximum);

describe("a value on one line", () => {
  test("is JSON, with nothing hidden in it", () => {
    expect([text("a\u202e\n"), text(1.5), text(true), text(null), text([]), text({ a: ["b"] })]).toEqual([
      '"a\\u202e\\n"',
      "1.5",
      "true",
      "null",
      "[]",
      '{"a":["b"]}',
    ]);
  });

  test("may be unknown or sensitive, which nobody can write", () => {
    expect(valueText({ kind: "unknown" }, 100)).toBe("(known after apply)");
    expect(valueText({ kind: "sensitive" }, 100)).toBe("(sensitive)");
    expect(text("(sensitive)")).toBe('"(sensitive)"');
    expect(text({ a: "(sensitive)", "(sensitive)": 1 })).toBe('{"a":(sensitive),"(sensitive)":1}');
  });

  test("is cut in its middle, which nobody can write either", () => {
    expect(text("0123456789".repeat(10), 12)).toBe('"01234567" … 88 characters … "6789"');
    expect(text('a" … 88 characters … "b')).toBe('"a\\" … 88 characters … \\"b"');
    const numbers = Array.from({ length: 30 }, (_, index) => index);
    expect(text(numbers, 9)).toBe("[0,1,2… 72 characters …29]");
    expect(text([1, 2, 3, 4, 5, 6, 7, 8], 9)).toBe("[1,2,3,4,5,6,7,8]");
  });
});

describe("a path", () => {
  test.each<[Step[], string]>([
    [["tags", "Name"], "tags.Name"],
    [["tags", "a b", "c-d"], 'tags["a b"].c-d'],
    [["ingress", 0, "cidr_blocks", 12], "ingress[0].cidr_blocks[12]"],
    [["policy", { document: "json" }, "Statement", 0], "policy (JSON).Statement[0]"],
    [[{ document: "yaml" }, "a"], "value (YAML).a"],
    [[0, "a"], "value[0].a"],
    [[], "value"],
    [["tags", "1"], 'tags["1"]'],
    [["tags", ""], 'tags[""]'],
    [["tags", 'x"] (forces replacement): "'], 'tags["x\\"] (forces replacement): \\""]'],
    [["tags", "a\u3164b"], 'tags["a\\u3164b"]'],
    [["tags", "größe"], "tags.größe"],
  ])("%j is written as %s", (path, written) => {
    expect(pathText(path)).toBe(written);
  });

  test("with a whole document for a key is cut", () => {
    expect(pathText(["a", "x".repeat(10_000)]).length).toBeLessThan(300);
  });
});
