import { join } from "node:path";
import type { Outcome } from "../main";
import { exitCodes, type ExitCode } from "./command";

/** The repository this command belongs to. */
export const repository = join(__dirname, "..");

type Success = Extract<Outcome, { ok: true }>;

/** Goes on with what the checks or the synthesis gave; when anything is wrong, prints what, and fails. */
export function whenFine(outcome: Outcome, next: (result: Success) => ExitCode): ExitCode {
  if (outcome.ok) return next(outcome);
  console.error(outcome.messages.join("\n"));
  return exitCodes.failed;
}
