import { changeHashes } from "../plan/digest";
import type { StackPlan } from "../plan/model";
import { counted } from "../words";
import { shortHash, type Reviewed } from "./reviewed";

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
export function differenceOf({ changes: reviewed }: Reviewed, plan: StackPlan): Difference | undefined {
  if (reviewed === undefined) return undefined;
  const now = changeHashes(plan);
  const names = Object.keys(reviewed);
  return {
    gone: names.filter((name) => !now.has(name)),
    come: [...now.keys()].filter((name) => !Object.hasOwn(reviewed, name)),
    other: names.filter((name) => now.has(name) && shortHash(now.get(name) ?? "") !== reviewed[name]),
  };
}

const NAMED = 20;

/** What to tell of it, in lines. */
export function differenceLines(difference: Difference | undefined): readonly string[] {
  if (difference === undefined)
    return ["The review did not remember its changes one by one: read the plan as it is now."];
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
