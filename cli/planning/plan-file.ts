import { closeSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A place for the saved plans of one command. They hold secrets in clear. */
export interface PlanFiles {
  /** The file for a stack's plan: there already, for this user alone, so that the engine writes into it. */
  readonly make: (stack: string) => string;
  /** Removes a plan that nobody needs any more. */
  readonly remove: (file: string) => void;
}

/** Gives a command a folder for saved plans that only this user can look into, and removes it however the command ends. */
export async function withPlanFiles<T>(run: (files: PlanFiles) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "platform-plan-")); // with mode 700, whatever the umask
  const make = (stack: string): string => {
    const file = join(folder, stack);
    closeSync(openSync(file, "wx", 0o600));
    return file;
  };
  const remove = (file: string): void => {
    rmSync(file, { force: true });
  };
  try {
    return await run({ make, remove });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
