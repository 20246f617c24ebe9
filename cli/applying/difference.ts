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

/** Compares change by change. Undefined when the review did not remember its changes. */
export function differenceOf({ hashes: then }: Reviewed, now: Fingerprint["hashes"]): Difference | undefined {
  if (then === undefined) return undefined;
  const names = Object.keys(then);
  return {
    gone: names.filter((name) => !Object.hasOwn(now, name)),
    come: Object.keys(now).filter((name) => !Object.hasOwn(then, name)),
    other: names.filter((name) => Object.hasOwn(now, name) && now[name] !== then[name]),
  };
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
