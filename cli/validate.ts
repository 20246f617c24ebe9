import { loadPlatform } from "../stacks/load-platform";
import { check } from "../main";
import { readCalendar } from "../policies/calendar";
import { atlantisMessages, protectedMessages, registryMessages, schemaMessages } from "./generated";
import { problemsOf } from "./repository";
import type { Told } from "./told";

/** What people and machines are told by `platform validate`. */
export interface Validation {
  readonly ok: boolean;
  /** Everything that is wrong. */
  readonly problems: readonly Told[];
  /** What soon will be. */
  readonly warnings: readonly string[];
  readonly stacks: number;
  readonly environments: number;
}

/**
 * Checks everything that synthesis checks, the generated files, and the calendar. Writes nothing.
 *
 * @param today as YYYY-MM-DD.
 */
export function validate(root: string, today: string): Validation {
  const outcome = check(root);
  if (!outcome.ok) {
    const loaded = loadPlatform(root);
    const generated = [...(loaded.ok ? registryMessages(root, loaded.platform) : []), ...schemaMessages(root)];
    const problems = [...problemsOf(root, outcome.messages), ...asProblems(generated)];
    return { ok: false, problems, warnings: [], stacks: 0, environments: 0 };
  }
  const { platform, synthesis } = outcome;
  const { expired, expiring } = readCalendar(platform, today);
  const messages = [
    ...expired.map((line) => `${line} Mend what it excuses, or agree on a new date.`),
    ...protectedMessages(root, platform, synthesis),
    ...registryMessages(root, platform),
    ...schemaMessages(root),
    ...atlantisMessages(root, synthesis.stacks),
  ];
  synthesis.discard();
  return {
    ok: messages.length === 0,
    problems: asProblems(messages),
    warnings: expiring.map((line) => `Soon: ${line}`),
    stacks: synthesis.stacks.length,
    environments: platform.environments.length,
  };
}

function asProblems(messages: readonly string[]): readonly Told[] {
  return messages.map((message) => ({ message }));
}
