/**
 * Characters that change how a text looks without being seen, or that look like a plain space and are none: control
 * characters, marks of writing direction, characters without width, fillers, separators of lines, tags and variation
 * selectors, and what is in no alphabet yet.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u{2800}]|(?! )\p{Zs}/gu;

/** A text in which nothing is hidden: every such character is written as its escape, so the text is one line. */
export function visible(text: string): string {
  return /^[ -~]*$/.test(text) ? text : text.replace(INVISIBLE, escape);
}

function escape(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\t") return "\\t";
  if (character === "\r") return "\\r";
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
}

/** The blocks of scripts that are written from right to left: https://www.unicode.org/Public/UCD/latest/ucd/extracted/DerivedBidiClass.txt */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** Whether a text has letters that are read from right to left: around them what stands in a line changes its place. */
export function isRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

/** A text that was cut in its middle. */
export interface Cut {
  readonly head: string;
  readonly middle: string;
  /** What stands for the middle. */
  readonly gap: string;
  readonly tail: string;
}

/** Cuts a text that is longer than so many characters, if that saves a good part of it. */
export function cut(text: string, maximum: number): Cut | undefined {
  return cutTo(text, Math.ceil((maximum * 2) / 3), Math.floor(maximum / 3));
}

/** Cuts a text to so many characters of its head and its tail; a pair of surrogates stays together. */
export function cutTo(text: string, headLength: number, tailLength: number): Cut | undefined {
  if (text.length <= headLength + tailLength) return undefined;
  const head = text.slice(0, headLength).replace(/[\uD800-\uDBFF]$/, "");
  const tail = text.slice(text.length - tailLength).replace(/^[\uDC00-\uDFFF]/, "");
  const middle = text.slice(head.length, text.length - tail.length);
  return isWorthCutting(middle.length) ? { head, middle, gap: gapOf(middle.length), tail } : undefined;
}

/** What stands for so many characters. */
export function gapOf(left: number, said = ""): string {
  return `… ${left.toLocaleString("en")} characters${said} …`;
}

/** Whether so many characters are at least twice as long as what would stand for them. */
export function isWorthCutting(left: number): boolean {
  return left >= 2 * gapOf(left).length;
}

/** A text without its middle, when it is longer than so many characters. */
export function cutMiddle(text: string, maximum: number): string {
  const parts = cut(text, maximum);
  return parts === undefined ? text : `${parts.head}${parts.gap}${parts.tail}`;
}
