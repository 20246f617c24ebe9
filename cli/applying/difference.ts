import type { Fingerprint } from "../plan/digest";
import { counted } from "../words";
import type { Reviewed } from "./reviewed";

/** How a plan differs from the one that was reviewed. */
export interface Difference {
  /** Reviewed, and no longer planned: somebody did it already, or it is no longer needed. */
  readonly gone: readonly string[];
  /** Planned now, and never reviewed. */
  readonly come: readonly string[];
  /** In both, and not the same change. */
  readonly other: readonly string[];
}

/**
 * Compares change by change. Undefined when the review did not remember its changes.
 *
 * What is the same change is known by its hash alone: how much of an address can be read depends on the secrets of the
 * stacks that were planned beside it.
 */
export function differenceOf({ hashes: then }: Reviewed, now: Fingerprint["hashes"]): Difference | undefined {
  if (then === undefined) return undefined;
  const was = lackedBy(now, then);
  const is = lackedBy(then, now);
  return {
    gone: [...was].filter((name) => !is.has(name)),
    come: [...is].filter((name) => !was.has(name)),
    other: [...was].filter((name) => is.has(name)),
  };
}

/** The names of changes that the others have not, or have less often. */
function lackedBy(others: Fingerprint["hashes"], own: Fingerprint["hashes"]): ReadonlySet<string> {
  const left = new Map<string, number>();
  for (const hash of Object.values(others)) left.set(hash, (left.get(hash) ?? 0) + 1);
  const lacking = Object.entries(own).filter(([, hash]) => {
    const count = left.get(hash) ?? 0;
    left.set(hash, count - 1);
    return count <= 0;
  });
  return new Set(lacking.map(([name]) => name));
}

const NAMED = 20;

/** What to tell of it, in lines. */
export function differenceLines(difference: Difference | undefined): readonly string[] {
  if (difference === undefined)
    return ["A digest alone does not say which changes differ: read the plan as it is now."];
  const { gone, come, other } = difference;
  return [
    ...listed("planned now, and not reviewed", come),
    ...listed("planned in another way than reviewed", other),
    ...listed("reviewed, and no longer planned: done already, or no longer needed", gone),
    ...(gone.length > 0 && come.length + other.length === 0
      ? ["All that is left was reviewed: an earlier apply may have ended halfway."]
      : []),
  ];
}

function listed(what: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const more = names.length - NAMED;
  return [
    `${counted(names.length, "change")} ${what}:`,
    ...names.slice(0, NAMED).map((name) => `  ${name}`),
    ...(more > 0 ? [`  and ${String(more)} more`] : []),
  ];
}
