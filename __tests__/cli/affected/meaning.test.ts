import fc from "fast-check";
import { jsonMeaning } from "../../../cli/affected/meaning";
import { isObject } from "../../../stacks/synthesized-stack";

/** Numbers of few digits: others in a document are compared as text, which a test below shows. */
const number = fc.oneof(
  fc.integer(),
  fc.integer().map((cents) => cents / 100),
);
const leaf: fc.Arbitrary<unknown> = fc.oneof(fc.string(), number, fc.boolean(), fc.constant(null));
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie("tree"), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie("tree"), { maxKeys: 4 }),
    // A document in a string.
    fc.dictionary(fc.string(), tie("tree"), { maxKeys: 3 }).map((value) => JSON.stringify(value)),
  ),
}));

/** The same with the keys of every object in another order, documents in strings included, and with other spaces. */
function disordered(value: unknown): unknown {
  const document = documentOf(value);
  if (document !== undefined) return JSON.stringify(disordered(document), null, 2);
  if (Array.isArray(value)) return value.map(disordered);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, disordered(member)] as const);
  return Object.fromEntries(entries.reverse());
}

/** Every value that differs from this one in one leaf. */
function changed(value: unknown): readonly unknown[] {
  const document = documentOf(value);
  if (document !== undefined) return changed(document).map((one) => JSON.stringify(one));
  if (Array.isArray(value)) return value.flatMap((member, at) => changed(member).map((one) => value.with(at, one)));
  if (isObject(value)) {
    const entries = Object.entries(value);
    return entries.flatMap(([key, member], at) =>
      changed(member).map((one) => Object.fromEntries(entries.with(at, [key, one]))),
    );
  }
  return [typeof value === "number" ? value + 1 : `${String(value)}!`];
}

function documentOf(value: unknown): object | undefined {
  if (typeof value !== "string") return undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === "object" && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

describe("the meaning of a JSON value", () => {
  test("is the same in any order of keys and any format, within documents in strings too", () => {
    fc.assert(fc.property(tree, (value) => jsonMeaning(disordered(value)) === jsonMeaning(value)));
  });

  test("is another one as soon as any leaf differs", () => {
    fc.assert(
      fc.property(tree, (value) => {
        for (const other of changed(value)) expect(jsonMeaning(other)).not.toBe(jsonMeaning(value));
      }),
    );
  });

  test.each([
    ["the order of a list", ["a", "b"], ["b", "a"]],
    ["the order of a list in a document", '{"Action":["a","b"]}', '{"Action":["b","a"]}'],
    ["a number and the same as text", 1, "1"],
    ["a document and what it holds", '{"a":1}', { a: 1 }],
    ["a key that is not there and one that is null", {}, { a: null }],
    ["spaces in text that is no document", "{ not: json }", "{not: json}"],
    ["spaces around a text", "yes", "yes "],
    ["numbers too long for JavaScript", '{"id":12345678901234567890}', '{"id":12345678901234567891}'],
    ["numbers too large for JavaScript", '{"id":1e400}', '{"id":1e401}'],
    ["what looks like the mark of a document", 'document({"a":1})', '{"a":1}'],
    ["a key named __proto__", '{"__proto__":1}', '{"__proto__":2}'],
  ])("keeps apart: %s", (_, one, other) => {
    expect(jsonMeaning(one)).not.toBe(jsonMeaning(other));
  });

  test("does not take digits within a document's strings for numbers", () => {
    const account = '{ "arn": "arn:aws:iam::12345678901234567890:role/\\"x" }';
    expect(jsonMeaning(account)).toBe(jsonMeaning(account.replaceAll(" ", "")));
  });
});
