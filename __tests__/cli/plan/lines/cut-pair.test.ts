import fc from "fast-check";
import { piecesOfPair, type Piece } from "../../../../cli/plan/lines/cut-pair";
import { changedText, maximum } from "./changes";

/** What is shown, with the place in the text where it stands, and how long the text is by what is said. */
function placed(pieces: readonly Piece[]) {
  let length = 0;
  const shown = pieces.flatMap(({ text, gap }) => {
    const from = length;
    length += gap ? Number(/^… ([\d,]+) characters/.exec(text)?.[1]?.replaceAll(",", "")) : text.length;
    return gap ? [] : [{ from, text, to: length }];
  });
  return { shown, length };
}

/** The places of the first and the last character that differ, in each text; none where one only has more. */
function differing(one: string, other: string): number[][] {
  const shorter = Math.min(one.length, other.length);
  let before = 0;
  while (before < shorter && one.charAt(before) === other.charAt(before)) before += 1;
  let after = 0;
  while (after < shorter - before && one.at(-1 - after) === other.at(-1 - after)) after += 1;
  return [one, other].map(({ length }) => (length - after > before ? [before, length - after - 1] : []));
}

describe("two texts that are cut together", () => {
  test("show the first character that differs, the last one, and nothing that isn't there", () => {
    fc.assert(
      fc.property(changedText, maximum, (texts, length) => {
        const places = differing(...texts);
        piecesOfPair(...texts, length).forEach((pieces, index) => {
          const text = texts[index] ?? "";
          const { shown, length: said } = placed(pieces);
          expect(said).toBe(text.length);
          for (const piece of shown) expect(text.slice(piece.from, piece.to)).toBe(piece.text);
          for (const place of places[index] ?? [])
            expect(shown.some(({ from, to }) => from <= place && place < to)).toBe(true);
        });
      }),
      { numRuns: 1_000 },
    );
  });

  test("are as long as they may be, and what a cut would not have saved", () => {
    fc.assert(
      fc.property(changedText, maximum, (texts, length) => {
        for (const pieces of piecesOfPair(...texts, length)) {
          const shown = pieces.reduce((sum, { text, gap }) => sum + (gap ? 0 : text.length), 0);
          expect(shown).toBeLessThanOrEqual(length + 3 * 2 * "… 1,000 characters …".length);
        }
      }),
    );
  });

  test("keep pairs of surrogates together", () => {
    const rockets = fc.array(fc.constantFrom("🚀", "🚁", "a"), { minLength: 40, maxLength: 120 });
    fc.assert(
      fc.property(rockets, rockets, rockets, rockets, maximum, (head, was, will, tail, length) => {
        const [before, after] = [was, will].map((middle) => [...head, ...middle, ...tail].join(""));
        const shown = piecesOfPair(before ?? "", after ?? "", length).flat();
        for (const { text } of shown) expect(text).not.toMatch(/\p{Cs}/u);
      }),
    );
  });

  test("are whole when neither is long", () => {
    expect(piecesOfPair("one", "two", 40)).toEqual([[{ text: "one" }], [{ text: "two" }]]);
  });
});
