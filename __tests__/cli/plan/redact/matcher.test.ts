import fc from "fast-check";
import { Matcher } from "../../../../cli/plan/redact/matcher";

/** Few letters, so that needles overlap, repeat and begin alike. */
const letters = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom("a", "b", "\u00e9"), minLength, maxLength });

describe("the matcher", () => {
  test("finds every needle wherever it is, overlaps too", () => {
    fc.assert(
      fc.property(fc.uniqueArray(letters(6, 12), { maxLength: 20 }), letters(0, 80), (texts, text) => {
        const found = new Matcher(texts.map((needle) => ({ text: needle }))).find(text);
        const expected = texts.flatMap((needle) =>
          Array.from(text).flatMap((_, start) => (text.startsWith(needle, start) ? [`${start} ${needle}`] : [])),
        );
        expect(found.map(({ start, needle }) => `${start} ${needle.text}`).sort()).toEqual(expected.sort());
        for (const { start, end, needle } of found) expect(text.slice(start, end)).toBe(needle.text);
      }),
      { numRuns: 500 },
    );
  });

  test("finds nothing without needles", () => {
    expect(new Matcher([]).find("some text")).toEqual([]);
  });
});
