import { cutMiddle, visible } from "../lines/visible";

/*
 * Nothing that a plan holds may break out of its place in a comment. A text from a plan stands in a fence, in a span of
 * code, or escaped between HTML tags within <code>: in all three GitHub makes no links, mentions or images of it.
 */

/** Longer texts are cut within a line: a name may be a whole document. */
const MAXIMUM_LENGTH = 400;

function short(text: string): string {
  return cutMiddle(visible(text), MAXIMUM_LENGTH);
}

/** A text as a span of code in Markdown. */
export function codeSpan(text: string): string {
  const shown = short(text) || '""'; // a span can't be empty
  const ticks = "`".repeat(longestRun(shown) + 1);
  const padding = /^[` ]|[` ]$/.test(shown) ? " " : "";
  return `${ticks}${padding}${shown}${padding}${ticks}`;
}

/** The same in a cell of a table. Parsers disagree on how a bar is escaped there, so it is written as its escape. */
export function cellCode(text: string): string {
  return codeSpan(text).replaceAll("|", "\\u007c");
}

/** A text as code where HTML stands: in a summary. */
export function htmlCode(text: string): string {
  return `<code>${escapeHtml(short(text))}</code>`;
}

/** A text between HTML tags. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** Lines between fences that are longer than every run of backticks in them. */
export function fence(lines: readonly string[], language: string): string {
  const body = lines.join("\n");
  const ticks = "`".repeat(Math.max(3, longestRun(body) + 1));
  return `${ticks}${language}\n${body}\n${ticks}`;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
