import { isLongNumber } from "../long-numbers";
import type { Json, Shown } from "../model";
import { pieces, piecesOfPair, quotedPieces, type Piece } from "./cut-pair";
import { jsonText, valueText } from "./value-text";
import { visible } from "./visible";

/** The sides of a change as they are shown, one line each. */
export interface ValueTexts {
  readonly texts: readonly string[];
  /** Whether something of them is left out. */
  readonly cut: boolean;
}

/** What a value was and what it will be, as far as there is either: long ones are cut around what differs. */
export function valueTexts(before: Shown | undefined, after: Shown | undefined, maximum: number): ValueTexts {
  const sides = [before, after].flatMap((side) => (side ? [{ side, text: textOf(side) }] : []));
  if (sides.every(({ text }) => text.length <= maximum)) {
    return { texts: sides.map(({ side }) => valueText(side, maximum)), cut: false };
  }
  const [was, will] = [sides[0]?.text ?? "", sides[1]?.text ?? ""];
  const cuts = isPair(before, after) ? piecesOfPair(was, will, maximum) : [pieces(was, maximum), pieces(will, maximum)];
  return {
    texts: sides.map(({ side }, index) => written(side, cuts[index] ?? [])),
    cut: cuts.some((side) => side.some(({ gap }) => gap)),
  };
}

function isPair(before: Shown | undefined, after: Shown | undefined): boolean {
  return before?.kind === "value" && after?.kind === "value";
}

function textOf(side: Shown): string {
  if (side.kind !== "value") return "";
  return isText(side.value) ? side.value : jsonText(side.value);
}

/** As `valueText` writes it. */
function written(side: Shown, cut: readonly Piece[]): string {
  if (side.kind !== "value") return valueText(side, Infinity);
  if (!isText(side.value)) return visible(cut.map(({ text }) => text).join(""));
  return quotedPieces(cut);
}

/** Whether a value stands in quotes: a number that is kept as its digits does not. */
function isText(value: Json): value is string {
  return typeof value === "string" && !isLongNumber(value);
}
