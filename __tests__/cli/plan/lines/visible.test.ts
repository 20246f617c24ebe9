import fc from "fast-check";
import { cutMiddle, visible } from "../../../../cli/plan/lines/visible";

describe("a text in which nothing is hidden", () => {
  test.each([
    ["a line break", "a\nb\r\n", "a\\nb\\r\\n"],
    ["a tab", "a\tb", "a\\tb"],
    ["a text turned around", "\u202Etxt.exe\u2066", "\\u202etxt.exe\\u2066"],
    ["characters without width", "a\u200Bb\u2060c\uFEFFd\u00ADe", "a\\u200bb\\u2060c\\ufeffd\\u00ade"],
    ["fillers, which are letters", "a\u3164b\u115Fc\u034Fd\u2800e", "a\\u3164b\\u115fc\\u034fd\\u2800e"],
    ["spaces that are none", "a\u00A0b\u2003c", "a\\u00a0b\\u2003c"],
    ["control characters", "\u0000\u001B[31m\u009B", "\\u0000\\u001b[31m\\u009b"],
    ["tags and selectors", "a\u{E0041}b\uFE0F", "a\\u{e0041}b\\ufe0f"],
    ["half a character", "a\uD800b", "a\\ud800b"],
    ["nothing of the kind", "Ünïcödé 日本 🚀 plain", "Ünïcödé 日本 🚀 plain"],
  ])("has %s written out", (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  test("is one line, and is left alone when it is looked at again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(visible(text)).toMatch(/^\P{C}*$/u);
        expect(visible(visible(text))).toBe(visible(text));
      }),
    );
  });
});

describe("a text without its middle", () => {
  test("says how much is left out", () => {
    expect(cutMiddle("0123456789".repeat(200), 12)).toBe("01234567… 1,988 characters …6789");
    expect(cutMiddle("0123456789", 10)).toBe("0123456789");
  });

  test("is cut only when what is left out is twice as long as what stands for it", () => {
    expect(cutMiddle("x".repeat(37 + 33), 37)).toBe("x".repeat(70));
    expect(cutMiddle("x".repeat(37 + 34), 37)).toBe(`${"x".repeat(25)}… 34 characters …${"x".repeat(12)}`);
    fc.assert(
      fc.property(fc.nat(500), fc.nat(200), (length, maximum) => {
        const shown = cutMiddle("x".repeat(length), maximum);
        expect(shown.length).toBeLessThanOrEqual(length);
        expect(shown.length).toBeLessThanOrEqual(maximum + 2 * "… 50 characters …".length);
      }),
    );
  });

  test("has no half characters", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 60, maxLength: 100 }),
        fc.integer({ min: 1, max: 15 }),
        (text, maximum) => {
          expect(cutMiddle(text, maximum)).not.toMatch(/\p{Cs}/u);
        },
      ),
    );
  });
});
