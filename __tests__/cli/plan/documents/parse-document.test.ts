import { parseDocument } from "../../../../cli/plan/documents/parse-document";

describe("a text that holds a document", () => {
  test.each([
    ['{"a":[1,null]}', { kind: "json", value: { a: [1, null] } }],
    [' [1, "b"]', { kind: "json", value: [1, "b"] }],
    ["a: 1\nb:\n  - c\n", { kind: "yaml", value: { a: 1, b: ["c"] } }],
    ["# first\na: 1\n---\nb: 2\n", { kind: "yaml", value: [{ a: 1 }, { b: 2 }] }],
    ["a: &x [1]\nb: *x\n", { kind: "yaml", value: { a: [1], b: [1] } }],
  ])("is taken for what it is: %j", (text, document) => {
    expect(parseDocument(text)).toEqual(document);
  });

  test("is read as Helm and Kubernetes read YAML, where words are booleans and a leading zero means octal", () => {
    expect(parseDocument('a: no\nb: "no"\nc: 0644\nd: 644\ne: On\n')?.value).toEqual({
      a: false,
      b: "no",
      c: 420,
      d: 644,
      e: true,
    });
  });

  test.each([
    ["no document", "just a text"],
    ["one line with a colon", "note: this is a sentence"],
    ["lines of a text", "Dear reader:\nthis is a letter.\n"],
    ["a script", "#!/bin/sh\nset -eu\ncase $1 in\n  a) echo b ;;\nesac\n"],
    ["JSON that breaks off", '{"a": 1,\n'],
    ["YAML that breaks off", 'a: "b\nc: d\n'],
    ["a key twice", "a: 1\na: 2\n"],
    ["a key twice, once as a number", 'a:\n  1: x\n  "1": y\n'],
    ["a key twice, once as a word", 'a:\n  no: x\n  "false": y\n'],
    ["an alias of nothing", "a: *b\nc: 1\n"],
    ["a scalar over two lines", '"a:\nb"'],
    ["tags", "a: !!binary aGVsbG8=\nb: 1\n"],
    ["numbers too long to tell apart once read", '{"id": 12345678901234567890}'],
    ["something huge", `{"a":"${"x".repeat(200_000)}"}`],
    ["JSON of more levels than anybody looks through", nested("[", "1", "]", 5_000)],
    ["YAML of as many", `a:\n  ${nested("[", "1", "]", 5_000)}\n`],
    ["lists in lists in lines of YAML", `${"- ".repeat(5_000)}x\nb: 1\n`],
    ["aliases that come to gigabytes", aliases()],
  ])("is not %s", (_, text) => {
    expect(parseDocument(text)).toBeUndefined();
  });
});

test("A text holds a document of as many levels as people write", () => {
  expect(parseDocument(nested("[", "1", "]", 150))?.kind).toBe("json");
  expect(parseDocument(`a:\n  ${nested("[", "1", "]", 150)}\n`)?.kind).toBe("yaml");
});

function nested(open: string, inner: string, close: string, levels: number): string {
  return open.repeat(levels) + inner + close.repeat(levels);
}

function aliases(): string {
  const levels = ["a", "b", "c", "d", "e", "f", "g"];
  return levels
    .map(
      (name, index) =>
        `${name}: &${name} [${Array(9)
          .fill(index === 0 ? "x" : `*${levels[index - 1] ?? ""}`)
          .join(", ")}]`,
    )
    .join("\n");
}
