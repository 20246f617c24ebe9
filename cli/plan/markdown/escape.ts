import { visible } from "../lines/visible";

/*
 * Nothing that a plan holds may break out of its place in a comment. A text from a plan stands in a fence, in a span of
 * code, or escaped between HTML tags within <code>: in all three GitHub makes no links, mentions or images of it.
 */

/** A text as a span of code in Markdown, also in a cell of a table. */
export function codeSpan(text: string): string {
  const shown = visible(text).replaceAll("|", "\\|");
  const ticks = "`".repeat(longestRun(shown) + 1);
  const padding = /^[` ]|[` ]$/.test(shown) ? " " : "";
  return `${ticks}${padding}${shown}${padding}${ticks}`;
}

/** A text as code where HTML stands: in a summary. */
export function htmlCode(text: string): string {
  return `<code>${escapeHtml(visible(text))}</code>`;
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
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
