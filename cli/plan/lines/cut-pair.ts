import { sameCharacters } from "../same-ends";
import { quoted } from "./value-text";
import { cut, cutTo, gapOf, isWorthCutting, type Cut } from "./visible";

/** A piece of a text that is shown, or what stands for a piece that is not. */
export interface Piece {
  readonly text: string;
  readonly gap?: true;
}

/** The pieces of a text that stands alone: without its middle, when it is long. */
export function pieces(text: string, maximum: number): readonly Piece[] {
  const parts = cut(text, maximum);
  return parts === undefined
    ? [{ text }]
    : [{ text: parts.head }, { text: parts.gap, gap: true }, { text: parts.tail }];
}

/**
 * The pieces of two texts that are shown beside each other. When one is long, both are cut around what differs: a
 * reviewer approves only what can be seen. Where more differs than there is room for, its first characters and its last
 * ones are shown, and it is said that what is left out differs too.
 */
export function piecesOfPair(
  was: string,
  will: string,
  maximum: number,
): readonly [readonly Piece[], readonly Piece[]] {
  const alone = [pieces(was, maximum), pieces(will, maximum)] as const;
  if (was === will || alone.every(({ length }) => length === 1)) return alone;
  const same = sameText(was, will);
  const differing = Math.max(was.length, will.length) - same.before - same.after;
  const room = Math.max(maximum - differing, Math.floor(maximum / 4));
  const before = Math.min(same.before, Math.max(Math.ceil((room * 2) / 3), room - same.after));
  const after = Math.min(same.after, room - before);
  const start = isWorthCutting(same.before - before) ? wholeFrom(was, same.before - before) : 0;
  const end = isWorthCutting(same.after - after) ? wholeTo(was, same.after - after) : 0;
  const head = Math.ceil((maximum * 2) / 3) + same.before - before - start;
  const tail = Math.floor(maximum / 3) + same.after - after - end;
  const windows = [was.slice(start, was.length - end), will.slice(start, will.length - end)] as const;
  const [one, other] = [cutTo(windows[0], head, tail), cutTo(windows[1], head, tail)];
  const said = one && other && one.middle !== other.middle ? " that differ" : "";
  const around = (window: string, parts: Cut | undefined): readonly Piece[] => [
    ...(start > 0 ? [gap(start)] : []),
    ...(parts ? [{ text: parts.head }, gap(parts.middle.length, said), { text: parts.tail }] : [{ text: window }]),
    ...(end > 0 ? [gap(end)] : []),
  ];
  return [around(windows[0], one), around(windows[1], other)];
}

function gap(left: number, said = ""): Piece {
  return { text: gapOf(left, said), gap: true };
}

/** How much of two texts is the same before and after what differs; a pair of surrogates stays together. */
function sameText(one: string, other: string): { readonly before: number; readonly after: number } {
  const { before, after } = sameCharacters(one, other);
  return {
    before: before > 0 && isHigh(one, before - 1) ? before - 1 : before,
    after: after > 0 && isLow(one, one.length - after) ? after - 1 : after,
  };
}

/** The place of a character, or of the pair of surrogates that it is in. */
function wholeFrom(text: string, place: number): number {
  return isLow(text, place) && isHigh(text, place - 1) ? place - 1 : place;
}

/** The same, counted from the end. */
function wholeTo(text: string, fromEnd: number): number {
  const place = text.length - fromEnd;
  return isLow(text, place) && isHigh(text, place - 1) ? fromEnd - 1 : fromEnd;
}

function isHigh(text: string, place: number): boolean {
  const code = text.charCodeAt(place);
  return code >= 0xd800 && code <= 0xdbff;
}

function isLow(text: string, place: number): boolean {
  const code = text.charCodeAt(place);
  return code >= 0xdc00 && code <= 0xdfff;
}

/** Of some texts the one that is most like this one. */
export function closest(text: string, others: readonly string[]): string | undefined {
  let found: { readonly other: string; readonly alike: number } | undefined;
  for (const other of others) {
    const { before, after } = sameCharacters(text, other);
    if (found === undefined || before + after > found.alike) found = { other, alike: before + after };
  }
  return found?.other;
}

/** Each piece in quotes, so that nobody can write what stands for a gap. */
export function quotedPieces(pieces: readonly Piece[]): string {
  return pieces.map(({ text, gap }) => (gap ? text : quoted(text))).join(" ");
}
