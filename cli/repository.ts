import { join } from "node:path";
import { loadPlatform } from "../stacks/load-platform";
import { formatProblems, type Problem } from "../config";
import type { Outcome } from "../main";
import { exitCodes, type ExitCode } from "./command";

/** The repository this command belongs to. */
export const repository = join(__dirname, "..");

/** Something that is wrong: with its place in a file, where it has one. */
export type Told = Problem | { readonly message: string };

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

/** What is wrong, as lines for people. */
export function formatTold(problems: readonly Told[]): readonly string[] {
  const placed = problems.filter((problem) => "file" in problem);
  const others = problems.filter((problem) => !("file" in problem)).map(({ message }) => message);
  return [...(placed.length > 0 ? [formatProblems(placed)] : []), ...others];
}
