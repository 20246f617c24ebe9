import { decodeStart, decodeText } from "./encoded-text";
import type { Range } from "./ranges";

/** The shortest base64 or hexadecimal that is decoded; in a shorter one a secret is found by its traces. */
export const shortestRun = 16;
const encodedRun = /[A-Za-z0-9+/_-]{16,}={0,2}/g;

/**
 * Where text may begin in a run of base64 of either alphabet: it has in it what stands between the parts of a path or a
 * name. ASCII in base64 has one of few letters in every fourth place, so hardly any word is decoded for nothing; beside it
 * archives and hexadecimal.
 */
const begin = /(?<![^/_-])(?=(?:[CI-Za-f]...){4}|H4sI|(?:[2-7][\dA-Fa-f]){8})/g;

/** How many of them are tried in a run. */
const mostTried = 32;

/** Where a text has base64 or hexadecimal of something in which there is a secret. */
export function encodedRanges(text: string, isSecret: (text: string) => boolean): Range[] {
  const found: Range[] = [];
  for (const { index, 0: run } of text.matchAll(encodedRun)) {
    const range = rangeIn(run, isSecret);
    if (range !== undefined) found.push({ start: index + range.start, end: index + range.end });
  }
  return found;
}

function rangeIn(run: string, isSecret: (text: string) => boolean): Range | undefined {
  const whole = decodeText(run);
  if (whole !== undefined) return isSecret(whole) ? { start: 0, end: run.length } : undefined;
  if (!/[/_-]/.test(run)) return undefined;
  let tried = 0;
  for (const { index } of run.matchAll(begin)) {
    const inner = decodeStart(run.slice(index));
    if (inner !== undefined && isSecret(inner.text)) return { start: index, end: index + inner.length };
    if (++tried === mostTried) return undefined;
  }
  return undefined;
}
