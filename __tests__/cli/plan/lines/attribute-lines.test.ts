import fc from "fast-check";
import { attributeLines, type Limits } from "../../../../cli/plan/lines/attribute-lines";
import { resourceLines } from "../../../../cli/plan/lines/resource-lines";
import { valueTexts } from "../../../../cli/plan/lines/value-pair";
import type { AttributeChange } from "../../../../cli/plan/model";

const LIMITS: Limits = { value: 40, lines: 6, attributes: 3 };
const value = (text: string) => ({ kind: "value", value: text }) as const;
const lines = (change: Partial<AttributeChange>) =>
  attributeLines({ path: ["a"], ...change }, LIMITS).map(({ mark, text }) => `${mark} ${text}`);
const numbered = (count: number, changed = "") =>
  Array.from({ length: count }, (_, index) => (index === 5 ? `line 5${changed}` : `line ${index}`)).join("\n");

describe("a text of several lines", () => {
  test("is told by the lines that differ, and two around them", () => {
    expect(lines({ before: value(numbered(20)), after: value(numbered(20, "!")) })).toEqual([
      "~ a:",
      "    line 3",
      "    line 4",
      "-   line 5",
      "+   line 5!",
      "    line 6",
      "    line 7",
    ]);
  });

  test("comes or goes as a whole, without its middle when it is long", () => {
    expect(lines({ after: value("one\ntwo\n") })).toEqual(["+ a:", "+   one", "+   two"]);
    expect(lines({ before: value(numbered(10)) })).toEqual([
      "- a:",
      "-   line 0",
      "-   line 1",
      "-   line 2",
      "-   line 3",
      "    ⋮ 4 lines more",
      "-   line 8",
      "-   line 9",
    ]);
  });

  test("may differ in the line break at its end only", () => {
    expect(lines({ before: value("a\nb"), after: value("a\nb\n") })).toEqual(["~ a:", "~   the line break at the end"]);
  });

  test("has nothing hidden in it, and no line that is too long", () => {
    expect(lines({ after: value(`a\u202e\r\n${"x".repeat(100)}`) })).toEqual([
      "+ a:",
      "+   a\\u202e\\r",
      `+   ${"x".repeat(27)}… 60 characters …${"x".repeat(13)}`,
    ]);
  });

  test("shows what differs in a line that is too long", () => {
    const hosts = (key: string) => `one\n${"a".repeat(60)}${key}${"b".repeat(60)}\ntwo`;
    expect(lines({ before: value(hosts("OLD")), after: value(hosts("NEW")) })).toEqual([
      "~ a:",
      "    one",
      `-   … 35 characters …${"a".repeat(25)}OLD${"b".repeat(12)}… 48 characters …`,
      `+   … 35 characters …${"a".repeat(25)}NEW${"b".repeat(12)}… 48 characters …`,
      "    two",
    ]);
  });

  test("compares each line with the one that is most like it", () => {
    const key = (middle: string) => `ssh-rsa ${"A".repeat(90)}${middle}${"B".repeat(90)} x@y`;
    const said = lines({
      before: value(`x\n${key("one")}\n${key("two")}`),
      after: value(`x\n${key("2wo")}`),
    }).join("\n");
    expect(said).toMatch(/^- {3}….*Aone?B.*…$/m);
    expect(said).toMatch(/^- {3}….*AtwoB.*…$/m);
    expect(said).toMatch(/^\+ {3}….*A2woB.*…$/m);
  });

  test("shows lines apart that differ in what is written as an escape", () => {
    expect(lines({ before: value("one\na\\u202e"), after: value("one\na\u202e") })).toEqual([
      "~ a:",
      "    one",
      '-   "a\\\\u202e"',
      '+   "a\\u202e"',
    ]);
  });

  test("leaves out what stays before it leaves out what changes", () => {
    const changed = (at: number[]) =>
      Array.from({ length: 30 }, (_, index) => `${index}${at.includes(index) ? "!" : ""}`).join("\n");
    const difference = (...at: number[]) => lines({ before: value(changed([])), after: value(changed(at)) });
    expect(difference(3, 12)).toEqual(["~ a:", "-   3", "+   3!", "    ⋮", "-   12", "+   12!"]);
    expect(difference(3, 5, 12, 20, 28)).toEqual([
      ...["~ a:", "-   3", "+   3!", "    4", "-   5"],
      "    ⋮ 5 lines more",
      ...["-   28", "+   28!"],
    ]);
  });

  test("is whole when only two lines would be left out: a line stands for them", () => {
    expect(lines({ after: value(numbered(8)) })).toHaveLength(9);
    expect(lines({ after: value(numbered(9)) })).toContain("    ⋮ 3 lines more");
  });

  test("that differs too much begins where it differs", () => {
    const text = (word: string) =>
      [
        ...Array.from({ length: 50 }, (_, index) => `same ${index}`),
        ...Array.from({ length: 500 }, (_, index) => `${word} ${index}`),
      ].join("\n");
    expect(lines({ before: value(text("a")), after: value(text("b")) }).slice(0, 5)).toEqual([
      ...["~ a:", "    same 48", "    same 49", "-   a 0", "-   a 1"],
    ]);
  });

  test("that becomes another altogether is told in no time", () => {
    const text = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word} ${index}`).join("\n");
    const begun = performance.now();
    const said = lines({ before: value(text("a")), after: value(text("b")) });
    expect(said[1]).toBe("-   a 0");
    expect(said.at(-1)).toBe("+   b 19999");
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

test("JSON that comes is laid out", () => {
  expect(lines({ after: value('{"a":[1]}') })).toEqual([
    "+ a:",
    "+   {",
    '+     "a": [',
    "+       1",
    "+     ]",
    "+   }",
  ]);
  expect(lines({ after: value("{broken") })).toEqual(['+ a: "{broken"']);
});

test("JSON that is laid out in the same way is told by what was written", () => {
  const number = (last: number) => value(`{"a":1234567890123456789${last}}`);
  expect(lines({ before: number(1), after: number(2) })).toEqual([
    `~ a: "{\\"a\\":12345678901234567891}" → "{\\"a\\":12345678901234567892}"`,
  ]);
});

describe("what becomes something else", () => {
  const HOST_KEYS = ["6G8J8zQkYx0s1PmH", "BBBDSf5gV9fKq2Lw"].map(
    (key) =>
      `server.example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${"Ab3".repeat(40)}${key}${"zX9".repeat(40)} host`,
  );

  test("shows how two keys differ that begin and end in the same way", () => {
    const [before = "", after = ""] = HOST_KEYS;
    const [said] = attributeLines(
      { path: ["known_hosts"], before: value(before), after: value(after) },
      { value: 160, lines: 40, attributes: 200 },
    );
    expect(said).toEqual({
      mark: "~",
      text: `known_hosts: ${["6G8J8zQkYx0s1PmH", "BBBDSf5gV9fKq2Lw"]
        .map((key) => `… 80 characters … "${"Ab3".repeat(32)}${key}${"zX9".repeat(16)}" … 77 characters …`)
        .join(" → ")}`,
      cut: true,
    });
  });

  const text = fc.oneof(
    fc.string({ maxLength: 600 }),
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.string({
      unit: fc.constantFrom("a", "b", "\u202e", "\\u202e", "🚀", "\ud83d", "… 50 characters …"),
      maxLength: 300,
    }),
  );
  const change = fc
    .tuple(text, text, text, text)
    .map(([head, was, will, tail]) => [head + was + tail, head + will + tail] as const);
  const limits = fc.integer({ min: 40, max: 400 }).map((maximum) => ({ ...LIMITS, value: maximum, lines: 12 }));

  test("looks different before and after, wherever it differs", () => {
    fc.assert(
      fc.property(change, limits, ([before, after], limit) => {
        fc.pre(before !== after);
        const { texts } = valueTexts(value(before), value(after), limit.value);
        expect(texts[0]).not.toBe(texts[1]);
      }),
      { numRuns: 500 },
    );
  });

  test("so does each line of a text", () => {
    fc.assert(
      fc.property(change, limits, ([before, after], limit) => {
        const inLines = (line: string) => value(`one\n${line.replaceAll("\n", " ")}\ntwo\n`);
        fc.pre(inLines(before).value !== inLines(after).value);
        const said = attributeLines({ path: ["a"], before: inLines(before), after: inLines(after) }, limit);
        const [gone] = said.filter(({ mark }) => mark === "-");
        const [come] = said.filter(({ mark }) => mark === "+");
        expect(gone?.text).toBeDefined();
        expect(come?.text).not.toBe(gone?.text);
      }),
      { numRuns: 500 },
    );
  });
});

describe("the lines of a resource", () => {
  const change = (name: string, parts: Partial<AttributeChange>): AttributeChange => ({ path: [name], ...parts });
  const told = (attributes: AttributeChange[], action: "update" | "create" | "replace" = "update") =>
    resourceLines(action, attributes, LIMITS).map(({ mark, text }) => `${mark} ${text}`);

  test("are no more than so many attributes, those first that force a replacement", () => {
    const many = ["a", "b", "c", "d"].map((name) => change(name, { after: value(name) }));
    expect(told([...many, change("e", { after: value("e"), forcesReplacement: true })], "replace")).toEqual([
      '+ e (forces replacement): "e"',
      '+ a: "a"',
      '+ b: "b"',
      "  ⋮ 2 attributes more",
    ]);
  });

  test("name no more than so many of what is known after apply", () => {
    const many = ["a", "b", "c", "d", "e"].map((name) => change(name, { after: { kind: "unknown" } }));
    expect(told(many, "create")).toEqual(["+ known after apply: a, b, c, and 2 more"]);
  });

  test("have each tag once: the AWS provider repeats it in tags_all", () => {
    const tag = (map: string, key: string, after: string) => ({ path: [map, key], after: value(after) });
    expect(told([tag("tags", "a", "1"), tag("tags_all", "a", "1"), tag("tags_all", "b", "2")])).toEqual([
      '+ tags.a: "1"',
      '+ tags_all.b: "2"',
    ]);
    expect(told([tag("tags", "a", "1"), tag("tags_all", "a", "other")])).toHaveLength(2);
    expect(told([tag("tags_all", "a", "1")])).toHaveLength(1);
  });
});
