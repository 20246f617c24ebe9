import { expandDocuments } from "../../../../cli/plan/documents/expand";
import type { AttributeChange, Json } from "../../../../cli/plan/model";
import { linesOfAttributes } from "../changes";
import { planOf } from "../fixture-plans";

const value = (text: Json) => ({ kind: "value", value: text }) as const;

function between(before: Json, after: Json, more: Partial<AttributeChange> = {}): string[] {
  const change: AttributeChange = { path: ["policy"], before: value(before), after: value(after), ...more };
  const [resource] = expandDocuments(
    planOf({ resources: [{ address: "a.b", type: "a", mode: "managed", action: "update", attributes: [change] }] }),
  ).resources;
  return linesOfAttributes(resource?.attributes ?? []);
}

describe("a document within a text", () => {
  test("is told by the keys that differ", () => {
    expect(between('{"a":1,"b":{"c":[1,2]}}', '{"b":{"c":[1,2,3]},"a":2}')).toEqual([
      "~ policy (JSON).a: 1 → 2",
      "+ policy (JSON).b.c[2]: 3",
    ]);
    expect(between("a: 1\nb: x\n", "a: 1\nb: y\n")).toEqual(['~ policy (YAML).b: "x" → "y"']);
  });

  test("has a key with null that it would not have without", () => {
    expect(between('{"a":1}', '{"a":1,"b":null}')).toEqual(["+ policy (JSON).b: null"]);
  });

  test("may differ in its formatting only", () => {
    const same = ["~ policy: the same content, formatted in another way"];
    expect(between('{"a":1,"b":2}', '{ "b": 2, "a": 1 }')).toEqual(same);
    expect(between("# one\na: 1\nb: 2\n", "# two\nb: 2\na: 1\n")).toEqual(same);
  });

  test("does not hide that a word is no longer in quotes, or a mode no longer octal", () => {
    expect(between('a: "no"\nb: 1\n', "a: no\nb: 1\n")).toEqual(['~ policy (YAML).a: "no" → false']);
    expect(between("mode: 0644\nb: 1\n", "mode: 644\nb: 1\n")).toEqual(["~ policy (YAML).mode: 420 → 644"]);
  });

  test("of several documents is told by document", () => {
    expect(between("a: 1\n---\nkind: A\nname: b\n", "a: 1\n---\nkind: B\nname: b\n")).toEqual([
      '~ policy (YAML)[1].kind: "A" → "B"',
    ]);
  });

  test("that is broken on one side, or another kind of document there, is told by its lines", () => {
    expect(between('{\n"a":1}', '{\n"a":1')).toEqual(["~ policy:", "    {", '-   "a":1}', '+   "a":1']);
    expect(between('{\n"a":1}', "a: 1\nb: 2")).toEqual(["~ policy:", "-   {", '-   "a":1}', "+   a: 1", "+   b: 2"]);
  });

  test("that says a key twice is told by its lines, since only the last would be read", () => {
    const read = '{"Effect":"Allow","Action":"s3:GetObject"}';
    expect(between(read, '{"Effect":"Allow","Action":"*","Action":"s3:GetObject"}')).toEqual([
      "~ policy:",
      "    {",
      '      "Effect": "Allow",',
      '+     "Action": "*",',
      '      "Action": "s3:GetObject"',
      "    }",
    ]);
    expect(between('{"a":1,"a":2}', '{"a":3,"a":2}')).toEqual([
      "~ policy:",
      "    {",
      '-     "a": 1,',
      '+     "a": 3,',
      '      "a": 2',
      "    }",
    ]);
    expect(between('{"a":"{\\"b\\":1}","b":1}', '{"a":"{\\"b\\":1}","b":2}')).toEqual(["~ policy (JSON).b: 1 → 2"]);
  });

  test.each([
    ["of many digits", "12345678901234567890", "12345678901234567891"],
    ["with many digits after its point", "12345678.123456789012", "12345678.123456789013"],
    ["that is larger than any", "1e400", "1e500"],
  ])("with a number %s is told by its lines, since it would be rounded", (_, before, after) => {
    expect(between(`{"id":${before}}`, `{"id":${after}}`)).toEqual([
      "~ policy:",
      "    {",
      `-     "id": ${before}`,
      `+     "id": ${after}`,
      "    }",
    ]);
  });

  test("of so many digits in YAML is told by its lines", () => {
    expect(between("a: 12345678.123456789012\nb: 1\n", "a: 12345678.123456789013\nb: 1\n")).toEqual([
      "~ policy:",
      "-   a: 12345678.123456789012",
      "+   a: 12345678.123456789013",
      "    b: 1",
    ]);
  });

  test.each([
    ["#cloud-config", "packages:\n- x\n", "packages:\n- x\n"],
    ["#cloud-config", "packages:\n- x\n", "packages:\n- y\n"],
    ["## template: jinja\n#cloud-config", "packages:\n- x\n", "packages:\n- x\n"],
  ])("that loses its first line %j says so, since cloud-init ignores it without", (first, before, after) => {
    const lines = between(`${first}\n${before}`, after);
    expect(lines.filter((line) => line.startsWith("-   #"))).toEqual(first.split("\n").map((line) => `-   ${line}`));
    expect(between(before, `${first}\n${after}`).filter((line) => line.startsWith("+   #"))).toHaveLength(
      first.split("\n").length,
    );
    expect(between(`${first}\n${before}`, `${first}\npackages: [z]\n`)[0]).toContain("policy (YAML).packages[0]:");
  });

  test("of a thousand levels is told as a text", () => {
    const nested = (inner: string) => "[".repeat(5_000) + inner + "]".repeat(5_000);
    expect(between(nested("1"), nested("2"))[0]).toMatch(
      /^~ policy: … [\d,]+ characters … "\[+1\]+" … [\d,]+ characters … → … [\d,]+ characters … "\[+2\]+" … [\d,]+ characters …$/,
    );
  });

  test("forces a replacement with each of its keys", () => {
    expect(between('{"a":1,"b":1}', '{"a":2,"b":2}', { forcesReplacement: true })).toEqual([
      "~ policy (JSON).a (forces replacement): 1 → 2",
      "~ policy (JSON).b (forces replacement): 1 → 2",
    ]);
  });

  test("is left alone when it comes, goes, or can't be seen", () => {
    expect(between("x", "y")).toEqual(['~ policy: "x" → "y"']);
    expect(between('{"a":1}', "x", { after: { kind: "sensitive" } })).toEqual([
      '~ policy: "{\\"a\\":1}" → (sensitive)',
    ]);
  });
});
