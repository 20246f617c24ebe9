import { redactNames } from "../plan/digest";
import { redactAddress, redactorOf, redactPlan, type Redactor, type Secret } from "../plan/redact";
import type { Outcome, PlannedOutcome } from "./outcome";

/** A redactor of all that is secret in any of the plans, or was known before them. */
export function redactorFor(
  outcomes: Iterable<Outcome>,
  secrets: readonly Secret[],
  readable: readonly string[],
): Redactor {
  const theirs = [...outcomes].flatMap((outcome) => ("secrets" in outcome ? outcome.secrets : []));
  return redactorOf(new Set([...secrets, ...theirs]), { readable });
}

/**
 * A plan as people may see it: without the secrets of others either. Its digest stays, since others must not count; so do
 * the hashes, but the addresses that they stand beside are shown too.
 */
export function shownPlan(outcome: PlannedOutcome, redactor: Redactor): PlannedOutcome {
  const hashes = redactNames(outcome.hashes, (name) => redactAddress(name, redactor));
  return { ...outcome, plan: redactPlan(outcome.plan, redactor), hashes };
}
