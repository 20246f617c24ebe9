import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import type { Context } from "../context";
import { Failure } from "../failure";
import { eventIn } from "../github/event";
import type { Pace } from "../github/connect";
import { openPullRequest } from "../github/octokit";
import { placeOf, tokenOf, type Place } from "../github/place";
import type { PullRequest } from "../github/pull-request";
import { renderTerminal } from "../plan/terminal/render";
import type { ApplyOptions } from "./apply";
import { reviewedIn } from "./review-comment";
import { typedDigests, type ReviewedStacks } from "./reviewed";

/** What somebody typed of a review. */
export interface Asked {
  readonly pull?: string;
  readonly digest: readonly string[];
}

/** By whose word stacks are applied, and where to say what came of it. */
export interface Approvals extends Pick<ApplyOptions, "approvalOf" | "confirm"> {
  readonly pull?: { readonly pull: PullRequest; readonly place: Place };
}

/**
 * Finds out what was reviewed: what was typed, else the comment on the pull request, else whoever sits at this terminal
 * reads the plan now.
 */
export async function approvals(
  context: Context,
  stacks: readonly SynthesizedStack[],
  { pull: typedPull, digest }: Asked,
  pace: Pace,
): Promise<Approvals> {
  const names = stacks.map(({ name }) => name);
  const opened = await openIfKnown(context, typedPull, pace);
  const where = opened && { pull: opened };
  if (digest.length > 0) return { ...by("digest", typedDigests(digest, names)), ...where };
  if (opened) return { ...by("comment", await reviewedIn(opened.pull, names)), ...where };
  return { approvalOf: () => ({ by: "question" }), confirm: confirmWith(context, names) };
}

function by(word: "digest" | "comment", reviewed: ReviewedStacks): Pick<Approvals, "approvalOf"> {
  return { approvalOf: (stack) => ({ by: word, reviewed: reviewed.get(stack) }) };
}

async function openIfKnown(
  { env, tell }: Context,
  typed: string | undefined,
  pace: Pace,
): Promise<Approvals["pull"] | undefined> {
  if (typed !== undefined && !/^[1-9]\d{0,9}$/.test(typed)) {
    throw new Failure(`--pull: "${typed}" is not the number of a pull request.`);
  }
  if (typed === undefined && env["GITHUB_ACTIONS"] !== "true") return undefined;
  const token = tokenOf(env);
  if (token === undefined) {
    throw new Failure(
      "Neither GITHUB_TOKEN nor GH_TOKEN is set: what was reviewed can't be read. Nothing was applied.",
    );
  }
  const place = placeOf(env, typed === undefined ? undefined : Number(typed), eventIn(env));
  return { pull: await openPullRequest(place, token, tell, pace), place };
}

/** Shows the plan and waits for a word that nobody types by accident. */
function confirmWith({ ask, tell, colours }: Context, names: readonly string[]): ApplyOptions["confirm"] {
  const word = names.length === 1 ? (names[0] ?? "") : "apply";
  if (!ask) {
    throw new Failure(
      "Nobody can be asked here, and nothing says what was reviewed: --pull <number>, or --digest <stack>=sha256:…",
    );
  }
  return async (report) => {
    tell(renderTerminal(report, colours));
    const answer = await ask(`Type ${word} to apply it: `);
    if (answer.trim() !== word) throw new Failure("Not confirmed. Nothing was applied.");
  };
}
