import { counted } from "../../words";
import type { DiffLine, Limits } from "./attribute-lines";
import { closest, piecesOfPair, quotedPieces, type Piece } from "./cut-pair";
import { visible } from "./visible";

/** A line of a text that comes, goes or stays, or a note of lines that are left out. */
export interface TextLine {
  readonly mark: "+" | "-" | " ";
  readonly text: string;
  readonly note?: "unchanged" | "cut";
}

/** What stands between two places of a text where something changes. */
export const UNCHANGED: TextLine = { mark: " ", text: "⋮", note: "unchanged" };

/** To leave out fewer lines than this saves nothing: a line stands for them. */
const FEWEST_LEFT_OUT = 3;

/** How many of so many lines there is no room for; none when it's too few to leave them out. */
export function leftOutOf(lines: number, maximum: number): number {
  const left = lines - maximum;
  return left < FEWEST_LEFT_OUT ? 0 : left;
}

/** Lines that there is room for. What doesn't change is left out first, then the middle, since the end says more. */
export function shortened(lines: readonly TextLine[], maximum: number): readonly TextLine[] {
  if (leftOutOf(lines.length, maximum) === 0) return lines;
  const changed = withoutUnchanged(lines);
  if (leftOutOf(changed.length, maximum) === 0) return changed;
  const head = Math.ceil((maximum * 2) / 3);
  const tail = changed.length - (maximum - head);
  const left = changed.slice(head, tail).filter(({ note }) => note === undefined).length;
  const note: TextLine = { mark: " ", text: `⋮ ${counted(left, "line")} more`, note: "cut" };
  return [...changed.slice(0, head), note, ...changed.slice(tail)];
}

function withoutUnchanged(lines: readonly TextLine[]): readonly TextLine[] {
  const changed = lines.flatMap(({ mark }, index) => (mark === " " ? [] : [index]));
  const inner = lines.slice(changed[0], (changed.at(-1) ?? -1) + 1);
  const stays = (index: number): boolean => inner[index]?.mark === " ";
  return inner.flatMap((line, index) => {
    if (!stays(index) || !(stays(index - 1) || stays(index + 1))) return [line];
    return stays(index - 1) ? [] : [UNCHANGED];
  });
}

/** Lines of a text that go, and those that come: what one is cut around is how it differs from the other. */
export interface Sides {
  readonly "-": readonly string[];
  readonly "+": readonly string[];
}

/** The lines that go, and those that come. */
export function sidesOf(lines: readonly TextLine[]): Sides {
  const marked = (mark: "+" | "-"): readonly string[] => lines.flatMap((line) => (line.mark === mark ? line.text : []));
  return { "-": marked("-"), "+": marked("+") };
}

/** Lines as they are shown: long ones are cut around what differs, and no two that differ look the same. */
export function writtenLines(
  lines: readonly TextLine[],
  sides: Sides,
  { value: maximum }: Limits,
): readonly DiffLine[] {
  const isLong = (text: string): boolean => text.length > maximum;
  const long = lines.some(({ text }) => isLong(text)) || sides["-"].some(isLong) || sides["+"].some(isLong);
  const rows = lines.map((line) => {
    const pieces = long ? piecesOf(line, sides, maximum) : [{ text: line.text }];
    return { line, pieces, shown: pieces.map(({ text }) => visible(text)).join("") };
  });
  const alike = lookingAlike(rows);
  return rows.map(({ line: { mark, note }, pieces, shown }) => {
    const cut = note === "cut" || pieces.some(({ gap }) => gap);
    return { mark, text: `  ${alike.has(shown) ? quotedPieces(pieces) : shown}`, ...(cut && { cut }) };
  });
}

function piecesOf({ mark, text, note }: TextLine, sides: Sides, maximum: number): readonly Piece[] {
  if (note !== undefined) return [{ text }];
  const others = mark === " " ? [] : sides[mark === "-" ? "+" : "-"];
  return piecesOfPair(text, closest(text, others) ?? text, maximum)[0];
}

/** What lines look like that differ: in what is written as an escape. */
function lookingAlike(lines: readonly { readonly line: TextLine; readonly shown: string }[]): ReadonlySet<string> {
  const first = new Map<string, string>();
  const alike = lines.filter(({ line: { text, note }, shown }) => {
    if (note !== undefined) return false;
    if (!first.has(shown)) first.set(shown, text);
    return first.get(shown) !== text;
  });
  return new Set(alike.map(({ shown }) => shown));
}
