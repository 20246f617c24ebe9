/**
 * Characters that change how a text looks without being seen: control characters, marks of writing direction, characters
 * without width, separators of lines, tags and variation selectors.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/gu;

/** A text in which nothing is hidden: every such character is written as its escape, so the text is one line. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, escape);
}

function escape(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\t") return "\\t";
  if (character === "\r") return "\\r";
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
}

/** A text without its middle, when it is longer than so many characters; a pair of surrogates stays together. */
export function cutMiddle(text: string, maximum: number): string {
  if (text.length <= maximum) return text;
  const head = text.slice(0, Math.ceil((maximum * 2) / 3)).replace(/[\uD800-\uDBFF]$/, "");
  const tail = text.slice(text.length - Math.floor(maximum / 3)).replace(/^[\uDC00-\uDFFF]/, "");
  const left = text.length - head.length - tail.length;
  return `${head}… ${left.toLocaleString("en")} characters …${tail}`;
}
