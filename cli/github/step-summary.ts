import { appendFileSync, existsSync, statSync } from "node:fs";

/**
 * The bytes that a step's summary may have, some less than GitHub's 1 MiB: it drops the whole of a longer one, and
 * of one just below silently. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
 */
export const SUMMARY_LIMIT = 1_000_000;

/**
 * Appends the parts of a comment to the summary of a step, as many as fit.
 *
 * @param file what GITHUB_STEP_SUMMARY names.
 */
export function appendSummary(file: string, parts: readonly string[]): void {
  const there = existsSync(file) ? statSync(file).size : 0;
  appendFileSync(file, summaryOf(parts, SUMMARY_LIMIT - there));
}

/** The parts that fit into so many bytes, and a line that says how many do not. */
export function summaryOf(parts: readonly string[], room: number): string {
  const texts = parts.map((part) => `${part.trimEnd()}\n\n`);
  const notice = (left: number): string =>
    `_${left} of ${parts.length} parts are left out here: a summary is limited to 1 MiB._\n`;
  const size = (fitting: number): number => {
    const text = texts.slice(0, fitting).join("") + (fitting < parts.length ? notice(parts.length - fitting) : "");
    return Buffer.byteLength(text);
  };
  let fitting = parts.length;
  while (fitting > 0 && size(fitting) > room) fitting -= 1;
  return texts.slice(0, fitting).join("") + (fitting < parts.length ? notice(parts.length - fitting) : "");
}
