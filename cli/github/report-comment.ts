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
  const hashes = hashesOf(report);
  return {
    key,
    run,
    parts,
    // Nothing that was not planned can be applied.
    ...(report.engine !== undefined && { digests: digestsOf(report), ...(hashes && { hashes }) }),
    ...(head === undefined ? {} : { head }),
    ...(report.stacks.length === 0 && report.refusals === undefined && { onlyEdit: true }),
  };
}

/** What GitHub's limit of a comment leaves for them beside the text. */
const MAXIMUM_HASHES = 6_000;

/** What was planned change by change, so that an apply that is refused can say why; undefined when it is too much. */
function hashesOf({ stacks }: Report): Wanted["hashes"] {
  const hashes = Object.fromEntries(
    stacks.flatMap((one) => (one.status === "planned" ? [[one.stack, one.hashes]] : [])),
  );
  return JSON.stringify(hashes).length <= MAXIMUM_HASHES ? hashes : undefined;
}

/** The environments of a report, sorted; a stack of the whole organization stands for itself. */
function environmentsOf({ stacks }: Report): string {
  return [...new Set(stacks.map(({ environment, stack }) => environment ?? stack))].sort().join(",");
}

function digestsOf({ stacks }: Report): Readonly<Record<string, string>> {
  return Object.fromEntries(stacks.flatMap((one) => (one.status === "planned" ? [[one.stack, one.digest]] : [])));
}
