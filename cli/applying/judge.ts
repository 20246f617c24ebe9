import type { Fingerprint } from "../plan/digest";
import type { StackPlan } from "../plan/model";
import { differenceLines, differenceOf } from "./difference";
import { lossLines, unnamedLosses } from "./losses";
import type { Reviewed } from "./reviewed";

/** A plan that is about to be applied. */
export interface Candidate extends Fingerprint {
  readonly plan: StackPlan;
}

/** Whose word counts: a review, or somebody at this terminal who has just read the plan. */
export type Approval = { readonly by: "review"; readonly reviewed: Reviewed | undefined } | { readonly by: "person" };

/** Why a plan may not be applied; nothing when it may. */
export function objections(candidate: Candidate, approval: Approval, allowed: readonly string[]): readonly string[] {
  const losses = unnamedLosses(candidate.plan, allowed);
  return [...reviewObjections(candidate, approval), ...(losses.length === 0 ? [] : lossLines(losses))];
}

function reviewObjections({ digest, hashes }: Fingerprint, approval: Approval): readonly string[] {
  if (approval.by === "person") return [];
  const { reviewed } = approval;
  if (reviewed === undefined) return ["Nobody reviewed a plan of it: the comment on the pull request has none."];
  if (reviewed.digest === digest) return [];
  return [
    `The plan is no longer the one that was reviewed (${digest} now, ${reviewed.digest} then).`,
    ...differenceLines(differenceOf(reviewed, hashes)),
    "Plan again, and have that reviewed.",
  ];
}
