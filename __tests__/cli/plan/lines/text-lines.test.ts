import fc from "fast-check";
import { attributeLines, type Limits } from "../../../../cli/plan/lines/attribute-lines";
import { changedText, maximum } from "./changes";

const LIMITS: Limits = { value: 40, lines: 6, attributes: 3 };
const value = (lines: readonly string[]) => ({ kind: "value", value: lines.join("\n") }) as const;
const difference = (was: readonly string[], will: readonly string[], limits = LIMITS) =>
  attributeLines({ path: ["a"], before: value(was), after: value(will) }, limits).slice(1);
const lines = (was: readonly string[], will: readonly string[]) =>
  difference(was, will).map(({ mark, text }) => `${mark} ${text}`);
const numbered = (count: number, word = "", changed: readonly number[] = []) =>
  Array.from({ length: count }, (_, index) => `${word}${index}${changed.includes(index) ? "!" : ""}`);

describe("a line that is too long", () => {
  test("is cut around what differs", () => {
    const text = (word: string) => ["one", `${"a".repeat(60)}${word}${"b".repeat(60)}`, "two"];
    expect(lines(text("OLD"), text("NEW"))).toEqual([
      "    one",
      `-   … 35 characters …${"a".repeat(25)}OLD${"b".repeat(12)}… 48 characters …`,
      `+   … 35 characters …${"a".repeat(25)}NEW${"b".repeat(12)}… 48 characters …`,
      "    two",
    ]);
  });

  test("is compared with the one that it is most like, not with the one in its place", () => {
    const key = (head: string, middle: string) => `${head} ${"A".repeat(90)}${middle}${"B".repeat(90)}`;
    const said = lines(["x", key("eve", "111"), key("ann", "old")], ["x", key("ann", "new")]).join("\n");
    expect(said).toMatch(/^- {3}….*AoldB.*…$/m);
    expect(said).toMatch(/^\+ {3}….*AnewB.*…$/m);
  });

  test("shows what differs, wherever that is", () => {
    fc.assert(
      fc.property(changedText, maximum, ([before, after], length) => {
        const inLines = (line: string) => ["one", line.replaceAll("\n", " "), "two", ""];
        const [was, will] = [inLines(before), inLines(after)];
        fc.pre(was[1] !== will[1]);
        const said = difference(was, will, { value: length, lines: 12, attributes: 1 });
        const shown = (mark: string) => said.filter((line) => line.mark === mark).map(({ text }) => text);
        expect(shown("-")).toHaveLength(1);
        expect(shown("+")).toHaveLength(1);
        expect(shown("+")).not.toEqual(shown("-"));
      }),
      { numRuns: 500 },
    );
  });
});

describe("lines that differ", () => {
  test("are quoted when they would look the same: in one of them an escape is what was written", () => {
    expect(lines(["one", "a\\u202e"], ["one", "a\u202e"])).toEqual(["    one", '-   "a\\\\u202e"', '+   "a\\u202e"']);
  });

  test.each([
    ["few", 0, 300],
    ["so many that nobody compares them", 420, 20],
  ])("never look the same when one goes and the other comes: %s", (_, more, numRuns) => {
    const piece = fc.constantFrom("a", "b", "\u202e", "\\u202e", "x".repeat(60), "… 60 characters …");
    const line = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
    const text = fc.array(line, { minLength: 1, maxLength: 8 });
    const rows = (own: readonly string[]) => ["", ...own, ...Array.from({ length: more }, () => own.at(-1) ?? "")];
    fc.assert(
      fc.property(text, text, (was, will) => {
        const before = rows(was.filter((one) => !will.includes(one)));
        const after = rows(will.filter((one) => !was.includes(one)));
        const said = difference(before, after, { ...LIMITS, lines: 20 });
        const shown = (mark: string) => said.flatMap((row) => (row.mark === mark ? row.text : []));
        const come = shown("+");
        expect(shown("-").filter((row) => come.includes(row))).toEqual([]);
      }),
      { numRuns },
    );
  });
});

describe("a text with more lines than there is room for", () => {
  test("loses what stays first, then its middle, of which the changes are counted", () => {
    const changed = (...at: readonly number[]) => lines(numbered(30), numbered(30, "", at));
    expect(changed(3, 12)).toEqual(["-   3", "+   3!", "    ⋮", "-   12", "+   12!"]);
    expect(changed(3, 5, 12, 20, 28)).toEqual([
      ...["-   3", "+   3!", "    4", "-   5"],
      "    ⋮ 5 lines more",
      ...["-   28", "+   28!"],
    ]);
  });

  test("is whole when a line would stand for two others", () => {
    const comes = (count: number) =>
      attributeLines({ path: ["a"], after: value(numbered(count)) }, LIMITS).map(({ text }) => text);
    expect(comes(8)).toEqual(["a:", ...numbered(8, "  ")]);
    expect(comes(9)).toContain("  ⋮ 3 lines more");
  });

  test("begins where it differs, even if it differs too much to compare it by lines", () => {
    const text = (word: string) => [...numbered(50, "same "), ...numbered(500, word), ...numbered(50, "end ")];
    const said = lines(text("a"), text("b"));
    expect(said.slice(0, 4)).toEqual(["    same 48", "    same 49", "-   a0", "-   a1"]);
    expect(said.slice(8, 12)).toEqual(["-   a499", "+   b0", "+   b1", "+   b2"]);
    expect(said.slice(-3)).toEqual(["+   b499", "    end 0", "    end 1"]);
  });
});
