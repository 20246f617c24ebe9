import { check } from "../main";
import { readCalendar } from "../policies/calendar";

/** What people and machines are told by `platform validate`. */
export interface Validation {
  readonly ok: boolean;
  /** Everything that is wrong, and what soon will be. */
  readonly messages: readonly string[];
  readonly stacks: number;
  readonly environments: number;
}

/**
 * Checks everything that synthesis checks, and the calendar. Writes nothing.
 *
 * @param today as YYYY-MM-DD.
 */
export function validate(root: string, today: string): Validation {
  const outcome = check(root);
  if (!outcome.ok) return { ok: false, messages: outcome.messages, stacks: 0, environments: 0 };
  outcome.synthesis.discard();
  const { environments } = outcome.platform;
  const { expired, expiring } = readCalendar(environments, today);
  return {
    ok: expired.length === 0,
    messages: [
      ...expired.map((line) => `${line} Mend what it excuses, or agree on a new date.`),
      ...expiring.map((line) => `Soon: ${line}`),
    ],
    stacks: outcome.synthesis.stacks.length,
    environments: environments.length,
  };
}
