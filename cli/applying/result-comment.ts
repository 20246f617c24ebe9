import { codeSpan, fence } from "../plan/markdown/escape";
import { cutMiddle, visible } from "../plan/lines/visible";
import type { Origin } from "../plan/report";
import { isBad, resultLines, resultText, type StackResult } from "./result";

/** Lines below one stack; more are on the page of the run. */
const LINES = 60;
const CHARACTERS = 300;

/** The comment that says what came of applying. Nothing in it can break out of its place. */
export function renderResults(results: readonly StackResult[], origin: Origin): string {
  const good = results.every((result) => !isBad(result));
  const rows = results.map((result) => `| ${codeSpan(result.stack)} | ${codeSpan(resultText(result))} |`);
  const below = results.flatMap((result) => {
    const lines = resultLines(result);
    if (lines.length === 0) return [];
    const shown = lines.slice(0, LINES).map((line) => visible(cutMiddle(line, CHARACTERS)));
    const more = lines.length > LINES ? [`${String(lines.length - LINES)} lines more in the log`] : [];
    return [`${codeSpan(result.stack)}\n\n${fence([...shown, ...more], "text")}`];
  });
  const facts = [
    ...(origin.head === undefined ? [] : [`commit ${codeSpan(origin.head.slice(0, 9))}`]),
    ...(origin.runUrl === undefined ? [] : [`<${origin.runUrl}>`]),
  ];
  return [
    `### Apply: ${good ? "done" : "not done"}`,
    ["| Stack | Result |", "| :-- | :-- |", ...rows].join("\n"),
    ...below,
    ...(facts.length === 0 ? [] : [facts.join(" · ")]),
  ].join("\n\n");
}

/** The same for a terminal. */
export function resultsText(results: readonly StackResult[]): string {
  const longest = Math.max(...results.map(({ stack }) => stack.length));
  return results
    .map((result) => {
      const lines = resultLines(result).map((line) => `  ${visible(line)}`);
      return [`${result.stack.padEnd(longest)}  ${resultText(result)}`, ...lines].join("\n");
    })
    .join("\n");
}
