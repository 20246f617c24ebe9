import type { Context } from "./context";
import { exitCodes, type Exit, type ExitCode } from "./command";

/** Something that people can mend: one line that says what is wrong, and what to do. No stack trace is shown. */
export class Failure extends Error {}

/** Runs a command to its end; a {@link Failure} is printed and fails the command. */
export async function runToExit(context: Context, exit: Exit, run: () => Promise<ExitCode>): Promise<void> {
  try {
    exit(await run());
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    context.tell(error.message);
    exit(exitCodes.failed);
  }
}
