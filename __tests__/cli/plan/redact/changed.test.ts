import fc from "fast-check";
import { redactorOf } from "../../../../cli/plan/redact";
import { withChanges } from "../../../../cli/plan/redact/changed";

const secrets = ["s3cr3t-one", "s3cr3t-two", "s3cr3t-three"];
const [one = "", two = "", three = ""] = secrets;
const redactor = redactorOf([...secrets, "abc", "xyz"], { readable: [] });
const changes = (before: string, after: string) => withChanges(redactor.apart(before), redactor.apart(after));

describe("the text after a change", () => {
  test.each([
    ["the same secret", `p=${one} n=1`, `p=${one} n=2`, "p=(sensitive) n=2"],
    ["another one", `p=${one} n=1`, `p=${two} n=2`, "p=(sensitive, changed) n=2"],
    ["one of two", `${one} n=1 ${two}`, `${one} n=2 ${three}`, "(sensitive) n=2 (sensitive, changed)"],
    [
      "two that were exchanged",
      `a=${one} b=${two}`,
      `a=${two} b=${one}`,
      "a=(sensitive, changed) b=(sensitive, changed)",
    ],
    [
      "settings in another order",
      `{"a":"${one}","b":"${two}"}`,
      `{"b":"${one}","a":"${two}"}`,
      '{"b":"(sensitive, changed)","a":"(sensitive, changed)"}',
    ],
    [
      "the same between two changes",
      `{"m":1,"p":"${one}","n":1}`,
      `{"m":2,"p":"${one}","n":2}`,
      '{"m":2,"p":"(sensitive)","n":2}',
    ],
    ["one more at the end", `{"a":"${one}"}`, `{"a":"${one}","b":"${two}"}`, '{"a":"(sensitive)","b":"(sensitive)"}'],
    ["one more before it", `a: ${one}\n`, `b: ${two}\na: ${one}\n`, "b: (sensitive)\na: (sensitive)\n"],
    ["one less, in its place", `a=${one},b=${two}`, `a=${two}`, "a=(sensitive, changed)"],
    ["more among others", `a=${one} b c`, `x=${one} y=${two} c`, "x=(sensitive, changed) y=(sensitive, changed) c"],
    ["one where somebody wrote so", "p=(sensitive) n=1", `p=${one} n=2`, "p=(sensitive, changed) n=2"],
    ["what somebody wrote where one was", `p=${one} n=1`, "p=(sensitive) n=2", "p=(sensitive, changed) n=2"],
    ["what somebody wrote in both", "p=(sensitive) n=1", "p=(sensitive) n=2", "p=(sensitive) n=2"],
    ["a short one in a document", '{"p":"abc","n":1}', '{"p":"xyz","n":2}', '{"p":"(sensitive, changed)","n":2}'],
    ["the same one", "a: abc\nn: 1\n", 'a: "abc"\nn: 2\n', 'a: "(sensitive)"\nn: 2\n'],
  ])("says of %s what it is", (_, before, after, expected) => {
    expect(changes(before, after)).toBe(expected);
  });

  const leaf = fc.constantFrom(...secrets, "abc", "xyz", "open");
  const keys = ["a", "b", "c", "d"];
  const documents = fc.record(Object.fromEntries(keys.map((key) => [key, leaf])));

  test("says so of exactly those values of a document that are other secrets", () => {
    const hidden = (value: string | undefined) => value !== "open";
    fc.assert(
      fc.property(documents, documents, (before, after) => {
        fc.pre(keys.every((key) => hidden(before[key]) === hidden(after[key])));
        const texts = [before, after].map((value) => JSON.stringify({ ...value, n: value === before }));
        const shown: Record<string, string> = JSON.parse(changes(texts[0] ?? "", texts[1] ?? ""));
        for (const key of keys.filter((name) => hidden(after[name]))) {
          expect(shown[key]?.includes("(sensitive, changed)")).toBe(before[key] !== after[key]);
        }
      }),
    );
  });

  test("is that without its secrets but for what it says of them, and says nothing only if they are the same", () => {
    const text = fc
      .array(fc.constantFrom(...secrets, "a=", "b=", "\n", " ", "(sensitive)"), { maxLength: 8 })
      .map((parts) => parts.join(" "));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const marked = changes(before, after);
        expect(marked.replaceAll("(sensitive, changed)", "(sensitive)")).toBe(redactor.text(after));
        const [was, will] = [redactor.apart(before), redactor.apart(after)];
        if (was.secrets.length !== will.secrets.length || /\(sensitive\)/.test(before + after)) return;
        if (!marked.includes("changed")) expect(will.secrets).toEqual(was.secrets);
        if (before === after) expect(marked).toBe(redactor.text(after));
      }),
      { numRuns: 500 },
    );
  });
});
