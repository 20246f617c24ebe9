import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "../failure";
import { bodiesOf, decide, type Own, type Step, type Wanted } from "./decide";
import { failureOf, faultOf, PATIENCE } from "./fault";
import { isNewer, parseMarked, type Run } from "./marker";
import type { Pace } from "./connect";
import type { Place } from "./place";
import { isSame, type Account, type Comment, type PullRequest } from "./pull-request";

/** GitHub's limit of a comment, in characters; it answers 422 to more. */
export const LONGEST = 65_536;

/** What came of posting. */
export type Posted =
  | { readonly kind: "created" | "edited" | "unchanged"; readonly url: string }
  /** There was nothing to say, and no older comment that says something else. */
  | { readonly kind: "none" }
  /** A newer run was faster: its comment stands. */
  | { readonly kind: "superseded"; readonly by: Run };

/** How often to look: some more than any race takes. */
const ROUNDS = 12;
/** How often a write is tried, when GitHub fails or asks for patience. */
const TRIES = 4;
/** Seconds until the last look: the write of another run may be under way during the one before. */
const SETTLE = 2;

/**
 * Makes the comment of a key as it is wanted: creates it, edits it in place, or leaves it when it is the same.
 *
 * GitHub can't write on a condition, so this looks, writes what is missing, and looks again until nothing is. It looks
 * at a comment right before it writes over it, and after a failure it looks before it writes again. So two runs at a
 * time end with the newer one's text, and a comment that was made although GitHub answered 502 is found.
 *
 * @throws Failure when GitHub refuses, or fails for a while.
 */
export async function upsert(pull: PullRequest, place: Place, wanted: Wanted, pace: Pace): Promise<Posted> {
  refuseLong(wanted);
  const asked = <T>(question: Promise<T>): Promise<T> => question.catch(rethrow(place));
  const me = await asked(pull.me());
  let kind: "created" | "edited" | "unchanged" = "unchanged";
  let settled = false;
  let tries = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const own = ownComments(await asked(pull.comments()), me).filter(({ marker }) => marker.key === wanted.key);
    if (wanted.onlyEdit && own.length === 0) return { kind: "none" };
    // Only before the first write: what GitHub makes of a text is not a difference.
    const { newer, steps } = decide(round === 0 ? own : own.map((one) => ({ ...one, intact: true })), wanted);
    if (steps.length === 0) {
      if (newer) return { kind: "superseded", by: newer };
      if (settled || kind === "unchanged") return { kind, url: own.find(({ marker }) => marker.part === 1)?.url ?? "" };
      settled = true;
      await sleep(SETTLE * pace.second);
      continue;
    }
    settled = false;
    if (kind === "unchanged") kind = own.length === 0 ? "created" : "edited";
    try {
      for (const step of steps) {
        if (!(await carryOut(pull, step, wanted.run))) break;
      }
      tries = 0;
    } catch (error) {
      await rest(error, place, tries, pace);
      tries += 1;
    }
  }
  throw new Failure(`Something else keeps writing the comment of ${place.owner}/${place.repo}#${place.pull}.`);
}

/** The comments of ours, the oldest first: by marker and by author, since anybody can write a marker. */
export function ownComments(comments: readonly Comment[], me: Account): readonly Own[] {
  return comments.flatMap(({ author, body, id, nodeId, url }) => {
    const marked = author && isSame(author, me) ? parseMarked(body) : undefined;
    return marked ? [{ ...marked, id, nodeId, url }] : [];
  });
}

/** Does a step; false when the comment is no longer what it was, so that one has to look again. */
async function carryOut(pull: PullRequest, step: Step, run: Run): Promise<boolean> {
  if (step.do === "create") {
    await pull.create(step.body);
    return true;
  }
  const { id, nodeId, marker } = step.comment;
  const now = parseMarked((await pull.comment(id))?.body ?? "");
  if (!now || (isNewer(now.marker.run, marker.run) && isNewer(now.marker.run, run))) return false;
  await pull.edit(id, step.body);
  if (step.do === "fold") await pull.fold(nodeId, true);
  else if (marker.folded) await pull.fold(nodeId, false);
  return true;
}

/** Waits until a failed write may be tried again. */
async function rest(error: unknown, place: Place, tries: number, pace: Pace): Promise<void> {
  const fault = faultOf(error, tries, Date.now());
  if (!fault) throw error;
  if (fault.wait === undefined || fault.wait > PATIENCE || tries + 1 >= TRIES) throw failureOf(fault, place);
  await sleep(fault.wait * pace.second);
}

function rethrow(place: Place): (error: unknown) => never {
  return (error) => {
    const fault = faultOf(error, 0, Date.now());
    throw fault ? failureOf(fault, place) : error;
  };
}

/** Refuses before anything is written: a comment of which some parts are missing says something wrong. */
function refuseLong(wanted: Wanted): void {
  const lengths = bodiesOf(wanted).map((body) => body.length);
  const long = lengths.findIndex((length) => length > LONGEST);
  if (long < 0) return;
  throw new Failure(
    `Part ${long + 1} of the comment has ${lengths[long] ?? 0} characters with its marker; GitHub takes ${LONGEST} at most. Nothing was posted.`,
  );
}
