import { attributeLines, type Limits } from "../../../../cli/plan/lines/attribute-lines";
import { resourceLines } from "../../../../cli/plan/lines/resource-lines";
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

test("JSON that says less once it is read is laid out as it is written", () => {
  const json = '{"id":12345678901234567890, "a" : [ ],"a":{},"b":[1,"x: {\\"y"]}';
  expect(attributeLines({ path: ["a"], after: value(json) }, { ...LIMITS, lines: 20 }).map(({ text }) => text)).toEqual(
    [
      "a:",
      "  {",
      '    "id": 12345678901234567890,',
      '    "a": [],',
      '    "a": {},',
      '    "b": [',
      "      1,",
      '      "x: {\\"y"',
      "    ]",
      "  }",
    ],
  );
});

test("A text that is too large to take apart may differ in its formatting only", () => {
  const json = (space: string) => `{"a":${space}"${"x".repeat(200_000)}"}`;
  expect(lines({ before: value(json("")), after: value(json(" ")) })).toEqual([
    "~ a:",
    "~   the same content, formatted in another way",
  ]);
});

describe("values with letters that are read from right to left", () => {
  test.each([
    ["Hebrew", "\u05D0 1", "\u05D1 2"],
    ["Arabic", "\u0628 1", "\u0629 2"],
    ["Arabic digits", "\u0661", "\u0662"],
    ["Adlam", "\u{1E900}", "\u{1E901}"],
    ["Hebrew before only", "\u05D0", "2"],
  ])("stand in lines of their own, since in one they would change places: %s", (_, before, after) => {
    expect(lines({ before: value(before), after: value(after) })).toEqual([
      "~ a:",
      `-   "${before}"`,
      `+   "${after}"`,
    ]);
  });

  test("do so too when such letters are in the name alone: a number behind them goes their way", () => {
    const change = {
      path: ["tags", "\u05D0"],
      before: { kind: "value", value: 1 },
      after: { kind: "value", value: 2 },
    } as const;
    expect(lines(change)).toEqual(["~ tags.\u05D0:", "-   1", "+   2"]);
  });

  test("stay in one line when there is one value only", () => {
    expect(lines({ after: value("\u05D0") })).toEqual(['+ a: "\u05D0"']);
  });
});

test("JSON whose numbers are equal once they are read is told by what was written", () => {
  const number = (last: number) => value(`{"a":1234567890123456789${last}}`);
  expect(lines({ before: number(1), after: number(2) })).toEqual([
    "~ a:",
    "    {",
    '-     "a": 12345678901234567891',
    '+     "a": 12345678901234567892',
    "    }",
  ]);
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
