import fc from "fast-check";
import { valueTexts } from "../../../../cli/plan/lines/value-pair";
import type { Json } from "../../../../cli/plan/model";
import { changedText, maximum } from "./changes";

const value = (json: Json) => ({ kind: "value", value: json }) as const;

describe("a value beside what it becomes", () => {
  test("shows how two keys differ that begin and end in the same way", () => {
    const [was, will] = ["6G8J8zQkYx0s1PmH", "BBBDSf5gV9fKq2Lw"];
    const host = (key = "") => value(`server ssh-ed25519 AAAAC3${"Ab3".repeat(40)}${key}${"zX9".repeat(40)} host`);
    const shown = (key = "") => `… 49 characters … "${"Ab3".repeat(32)}${key}${"zX9".repeat(16)}" … 77 characters …`;
    expect(valueTexts(host(was), host(will), 160)).toEqual({ texts: [shown(was), shown(will)], cut: true });
  });

  test("says when what is left out differs, too", () => {
    const text = (first: string, hidden: string, last: string) =>
      value(`${first}${"x".repeat(50)}${hidden}${"x".repeat(50)}${last}`);
    const shown = (first: string, last: string, said = "") =>
      `"${first}${"x".repeat(26)}" … 63 characters${said} … "${"x".repeat(12)}${last}"`;
    expect(valueTexts(text("a", "-", "b"), text("c", "-", "d"), 40).texts).toEqual([shown("a", "b"), shown("c", "d")]);
    expect(valueTexts(text("a", "-", "b"), text("c", "+", "d"), 40).texts).toEqual([
      shown("a", "b", " that differ"),
      shown("c", "d", " that differ"),
    ]);
  });

  test("may be a list, a text or unknown", () => {
    const list = value(Array.from({ length: 30 }, (_, index) => index));
    expect(valueTexts(list, { kind: "unknown" }, 9).texts).toEqual([
      "[0,1,2… 72 characters …29]",
      "(known after apply)",
    ]);
    expect(valueTexts(value("a"), undefined, 9)).toEqual({ texts: ['"a"'], cut: false });
    expect(valueTexts({ kind: "sensitive" }, value("x".repeat(60)), 9).texts).toEqual([
      "(sensitive)",
      '"xxxxxx" … 51 characters … "xxx"',
    ]);
    const written = JSON.stringify(list.value);
    const [one, other] = valueTexts(list, value(written), 9).texts;
    expect(one).not.toBe(other);
  });

  test("never looks the same before and after", () => {
    fc.assert(
      fc.property(changedText, maximum, ([before, after], length) => {
        const [was, will] = valueTexts(value(before), value(after), length).texts;
        expect(was).not.toBe(will);
      }),
      { numRuns: 1_000 },
    );
  });
});
