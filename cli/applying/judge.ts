import type { Fingerprint } from "../plan/digest";
import type { StackPlan } from "../plan/model";
import { differenceLines, differenceOf } from "./difference";
import { lossLines, unnamedLosses } from "./losses";
import type { Reviewed } from "./reviewed";

/** A plan that is about to be applied. */
export interface Candidate extends Fingerprint {
  readonly plan: StackPlan;
}

/** Whose word counts. */
export type Approval =
  /** What the comment on the pull request shows, what was typed as --digest, or what somebody has just read here. */
  | { readonly by: "comment" | "digest" | "reader"; readonly reviewed: Reviewed | undefined }
  /** Somebody at this terminal, who is asked once everything is planned. */
  | { readonly by: "question" };

const UNREVIEWED = {
  comment: "Nobody reviewed a plan of it: the comment on the pull request has none.",
  digest: "No --digest names what was reviewed of it: platform plan ends with those to type.",
  reader: "Nobody has read a plan of it.",
} as const;

/** Why a plan may not be applied; nothing when it may. */
export function objections(candidate: Candidate, approval: Approval, allowed: readonly string[]): readonly string[] {
  const losses = unnamedLosses(candidate.plan, allowed);
  return [...reviewObjections(candidate, approval), ...(losses.length === 0 ? [] : lossLines(losses))];
}

function reviewObjections({ digest, hashes }: Fingerprint, approval: Approval): readonly string[] {
  if (approval.by === "question") return [];
  const { by, reviewed } = approval;
  if (reviewed === undefined) return [UNREVIEWED[by]];
  if (reviewed.digest === digest) return [];
  return [
    `The plan is no longer the one that was reviewed (${digest} now, ${reviewed.digest} then).`,
    ...differenceLines(differenceOf(reviewed, hashes)),
    "Plan again, and have that reviewed.",
  ];
}
