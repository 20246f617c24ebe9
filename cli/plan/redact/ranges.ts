/** A part of a text: from its first character to before its last. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What stands for a secret instead. */
export type Instead = (secret: string) => string;

/** The text with something else for each of the ranges; those that overlap or touch become one. */
export function cutOut(text: string, ranges: readonly Range[], instead: Instead): string {
  let result = "";
  let done = 0;
  for (const { start, end } of merged(ranges)) {
    result += text.slice(done, start) + instead(text.slice(start, end));
    done = end;
  }
  return result + text.slice(done);
}

function merged(ranges: readonly Range[]): readonly Range[] {
  const sorted = [...ranges].sort((a, b) => a.start - b.start);
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of sorted) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}
