import type { Report } from "../plan/report";
import type { Wanted } from "./decide";

/**
 * The comment of a report, but for its text.
 *
 * @param key what the comment is called; by default its environments. A run that plans only what is affected names
 *   it, so that it finds its comment again when something else is affected.
 */
export function commentOf(report: Report, parts: readonly string[], key = environmentsOf(report)): Wanted {
  const { run = [0, 0], head } = report.origin;
  return { key, run, parts, digests: digestsOf(report), ...(head === undefined ? {} : { head }) };
}

/** The environments of a report, sorted; a stack of the whole organization stands for itself. */
function environmentsOf({ stacks }: Report): string {
  return [...new Set(stacks.map(({ environment, stack }) => environment ?? stack))].sort().join(",");
}

function digestsOf({ stacks }: Report): Readonly<Record<string, string>> {
  return Object.fromEntries(stacks.flatMap((one) => (one.status === "planned" ? [[one.stack, one.digest]] : [])));
}
