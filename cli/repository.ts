import { loadPlatform } from "../stacks/load-platform";
import type { Outcome } from "../main";
import { exitCodes, type ExitCode } from "./command";
import { repository } from "./root";
import type { Told } from "./told";

type Success = Extract<Outcome, { ok: true }>;

/** What stopped the checks, message by message: problems of files come with their places. */
export function problemsOf(root: string, messages: readonly string[]): readonly Told[] {
  const loaded = loadPlatform(root);
  return loaded.ok ? messages.map((message) => ({ message })) : loaded.problems;
}

/**
 * Goes on with what the checks or the synthesis gave; when anything is wrong, prints what, and fails.
 *
 * @param json whether the result is printed as JSON: then what is wrong is, too.
 */
export function whenFine(outcome: Outcome, json: boolean, next: (result: Success) => ExitCode): ExitCode {
  if (outcome.ok) return next(outcome);
  if (json) console.log(JSON.stringify({ ok: false, problems: problemsOf(repository, outcome.messages) }, null, 2));
  else console.error(outcome.messages.join("\n"));
  return exitCodes.failed;
}
