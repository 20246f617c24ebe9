import { Failure } from "../failure";
import type { Own } from "../github/decide";
import { isNewer } from "../github/marker";
import type { Account, PullRequest } from "../github/pull-request";
import { ownComments } from "../github/upsert";
import type { Reviewed, ReviewedStacks } from "./reviewed";

/**
 * What the comments of a pull request say was planned of stacks: for each, the newest comment that has it. Only comments
 * of this token's account count, and only as it wrote them: people with write access can edit them.
 *
 * @throws Failure when somebody else edited such a comment.
 */
export async function reviewedIn(
  pull: Pick<PullRequest, "me" | "comments" | "editor">,
  stacks: readonly string[],
): Promise<ReviewedStacks> {
  const me = await pull.me();
  const own = ownComments(await pull.comments(), me).filter(({ marker }) => marker.digests !== undefined);
  const reviewed = new Map<string, Reviewed>();
  const used = new Set<Own>();
  for (const stack of stacks) {
    const newest = newestWith(own, stack);
    const digest = newest?.marker.digests?.[stack];
    if (newest === undefined || digest === undefined) continue;
    const hashes = newest.marker.hashes?.[stack];
    reviewed.set(stack, { digest, ...(hashes && { hashes }) });
    used.add(newest);
  }
  for (const comment of used) await refuseEdited(comment, me, pull);
  return reviewed;
}

function newestWith(own: readonly Own[], stack: string): Own | undefined {
  const having = own.filter(({ marker }) => Object.hasOwn(marker.digests ?? {}, stack));
  return having.find(({ marker }) => having.every((other) => !isNewer(other.marker.run, marker.run)));
}

async function refuseEdited(
  { intact, nodeId, url }: Own,
  me: Account,
  pull: Pick<PullRequest, "editor">,
): Promise<void> {
  const editor = await pull.editor(nodeId);
  if (intact && (editor === undefined || nameOf(editor) === nameOf(me))) return;
  const who = editor === undefined ? "Somebody" : editor.login;
  throw new Failure(
    `${who} edited what was reviewed: ${url}. Plan again, and have that reviewed. Nothing was applied.`,
  );
}

/** GraphQL leaves out what the REST API ends an app's name with. */
function nameOf({ login }: Account): string {
  return login.replace(/\[bot\]$/, "");
}
