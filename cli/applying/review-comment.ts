import { Failure } from "../failure";
import { isNewer, parseMarked, type Marked } from "../github/marker";
import { isSame, type Account, type Comment } from "../github/pull-request";
import type { Reviewed, ReviewedStacks } from "./reviewed";

/**
 * What the comments of a pull request say was planned of stacks: for each, the newest comment that has it. Only comments
 * of this account count, and only as they were written: people with write access can edit them.
 *
 * @throws Failure when such a comment was edited by somebody.
 */
export function reviewedIn(comments: readonly Comment[], me: Account, stacks: readonly string[]): ReviewedStacks {
  const own = comments.flatMap(({ author, body, url }) => {
    const marked = author && isSame(author, me) ? parseMarked(body) : undefined;
    return marked?.marker.digests === undefined || marked.marker.folded ? [] : [{ ...marked, url }];
  });
  const reviewed = new Map<string, Reviewed>();
  const edited = new Set<string>();
  for (const stack of stacks) {
    const newest = newestWith(own, stack);
    const digest = newest?.marker.digests?.[stack];
    if (newest === undefined || digest === undefined) continue;
    if (!newest.intact) edited.add(newest.url);
    const changes = newest.marker.changes?.[stack];
    reviewed.set(stack, { digest, ...(changes && { changes }) });
  }
  if (edited.size === 0) return reviewed;
  throw new Failure(
    `Somebody edited what was reviewed: ${[...edited].join(", ")}. Plan again, and have that reviewed. Nothing was applied.`,
  );
}

function newestWith<T extends Marked>(own: readonly T[], stack: string): T | undefined {
  const having = own.filter(({ marker }) => Object.hasOwn(marker.digests ?? {}, stack));
  return having.find(({ marker }) => having.every((other) => !isNewer(other.marker.run, marker.run)));
}
