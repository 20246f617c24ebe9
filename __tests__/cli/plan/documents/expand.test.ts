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
