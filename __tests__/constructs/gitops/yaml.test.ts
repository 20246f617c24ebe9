import { parse } from "yaml";
import { toYaml } from "../../../constructs/gitops/yaml";

describe("toYaml", () => {
  test.each([
    ["yes", 'key: "yes"\n'],
    ["012", 'key: "012"\n'],
    ["plain", "key: plain\n"],
    ["two\nlines\n", "key: |\n  two\n  lines\n"],
  ])("writes %j as YAML 1.1 reads it", (value, text) => {
    expect(toYaml({ key: value })).toBe(text);
  });

  test.each([
    ["\u2000", 'key: "\u2000"\n'],
    ["end\u00a0", 'key: "end\u00a0"\n'],
    ["\u3000", 'key: "\u3000"\n'],
  ])("puts %j into quotes, or Helm would cut it off at a file's end", (value, text) => {
    expect(toYaml({ key: value })).toBe(text);
  });

  test.each([
    ["a\u2028b", 'key: "a\\Lb"\n'],
    ["a\u2029b", 'key: "a\\Pb"\n'],
    ["two\nlines\u2028more\n", 'key: "two\\nlines\\Lmore\\n"\n'],
  ])("escapes the line end in %j, which is none to us and one to YAML 1.1", (value, text) => {
    expect(toYaml({ key: value })).toBe(text);
  });

  test("does so in keys, too, and gives back what went in", () => {
    const object = { "a\u2028b": ["\u2029", "\u0085", "\r", "\ufeff", { "\u2000": "\u2028" }] };
    expect(toYaml(object)).not.toMatch(/[\u2028\u2029]/);
    expect(parse(toYaml(object))).toEqual(object);
  });
});
