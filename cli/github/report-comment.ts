import { MAXIMUM, type CommentOptions } from "../plan/markdown/comment";
import type { Report } from "../plan/report";
import { bodiesOf, type Wanted } from "./decide";
import { lengthInMarker } from "./marker";

/**
 * The comment of a report, but for its text.
 *
 * @param key what the comment is called; by default its environments. A run that plans only what is affected names
 *   it, so that it finds its comment again when something else is affected.
 */
export function commentOf(report: Report, parts: readonly string[], key = environmentsOf(report)): Wanted {
  const { run = [0, 0], head } = report.origin;
  return {
    key,
    run,
    parts,
    // Nothing that was not planned can be applied.
    ...(report.engine !== undefined && rememberedOf(report)),
    ...(head === undefined ? {} : { head }),
    ...(report.stacks.length === 0 && report.refusals === undefined && { onlyEdit: true }),
  };
}

/** The characters of a part with its marker: some less than GitHub's 65,536. */
const LARGEST = 60_000;

/** What a marker gets of that at most: the room that is left does for the text. */
const MAXIMUM_DIGESTS = 32_000;
const MAXIMUM_HASHES = 6_000;

/** How the text of such a comment is made, so that it fits beside the marker. */
export function textOptions(report: Report, key?: string): Required<Pick<CommentOptions, "maximum" | "remarks">> {
  const wanted = commentOf(report, [""], key);
  const [marker = ""] = bodiesOf(wanted);
  const counters = 2 * "100".length; // it says which of how many parts it is
  return {
    maximum: Math.min(MAXIMUM, LARGEST - marker.length - counters),
    remarks: report.engine !== undefined && wanted.digests === undefined ? [TOO_MANY] : [],
  };
}

const TOO_MANY =
  "Nothing can be applied by this comment: the digests of so many stacks have no room in it. Plan and comment by environment.";

/** What an apply compares with: what was planned, and change by change, so that one that is refused can say why. */
function rememberedOf(report: Report): Pick<Wanted, "digests" | "hashes"> {
  const [digests, hashes] = [digestsOf(report), hashesOf(report)];
  return {
    ...(lengthInMarker(digests) <= MAXIMUM_DIGESTS && { digests }),
    ...(lengthInMarker(hashes) <= MAXIMUM_HASHES && { hashes }),
  };
}

function digestsOf({ stacks }: Report): Readonly<Record<string, string>> {
  return Object.fromEntries(stacks.flatMap((one) => (one.status === "planned" ? [[one.stack, one.digest]] : [])));
}

function hashesOf({ stacks }: Report): NonNullable<Wanted["hashes"]> {
  return Object.fromEntries(stacks.flatMap((one) => (one.status === "planned" ? [[one.stack, one.hashes]] : [])));
}

/** The environments of a report, sorted; a stack of the whole organization stands for itself. */
function environmentsOf({ stacks }: Report): string {
  return [...new Set(stacks.map(({ environment, stack }) => environment ?? stack))].sort().join(",");
}
