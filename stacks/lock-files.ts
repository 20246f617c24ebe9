import { copyFileSync, existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Where the committed lock files of providers are, below the root of the repository. */
export const LOCKS_FOLDER = "locks";

/** What the name of a lock file is made of, after the stack's. */
export const LOCK_SUFFIX = ".terraform.lock.hcl";

/** The file that pins the providers of a stack: `locks/staging.terraform.lock.hcl`. */
export function lockFile(stack: string): string {
  return `${LOCKS_FOLDER}/${stack}${LOCK_SUFFIX}`;
}

/**
 * Brings the committed lock files to the stacks, where the engine looks for them. A stack without one keeps what the
 * engine wrote there by itself.
 *
 * @param outdir where the stacks are written already.
 */
export function bringLocks(root: string, outdir: string, stacks: readonly { readonly name: string }[]): void {
  for (const { name } of stacks) {
    const from = join(root, lockFile(name));
    if (!existsSync(from)) continue;
    const to = join(outdir, "stacks", name, LOCK_SUFFIX);
    const pending = `${to}.pending`;
    rmSync(pending, { force: true });
    copyFileSync(from, pending);
    renameSync(pending, to); // in one step: a reader never meets half of one
  }
}
