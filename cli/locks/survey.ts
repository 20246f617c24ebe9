import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { LOCKS_FOLDER, LOCK_SUFFIX, lockFile } from "../../stacks/lock-files";
import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import { readIfThere } from "../files";
import { distrust, mismatches } from "./judge";
import { readLock, type LockedProvider } from "./lock-text";
import { requiredProviders, type RequiredProvider } from "./required";

/** A stack with its lock file. */
export interface StackLock {
  readonly stack: string;
  /** `locks/staging.terraform.lock.hcl` */
  readonly file: string;
  readonly required: readonly RequiredProvider[];
  readonly locked: readonly LockedProvider[];
  /** What is wrong with the file; empty when it fits. */
  readonly problems: readonly string[];
}

/** Looks at the locks of stacks that ask for providers. */
export function surveyLocks(root: string, stacks: readonly SynthesizedStack[]): readonly StackLock[] {
  return stacks.flatMap((stack) => {
    const required = requiredProviders(stack);
    if (required.length === 0) return [];
    const file = lockFile(stack.name);
    const text = readIfThere(root, file);
    const locked = readLock(text ?? "");
    const problems = text === undefined ? ["is not there"] : [...mismatches(required, locked), ...distrust(locked)];
    return [{ stack: stack.name, file, required, locked, problems }];
  });
}

/** Lock files that belong to no stack, or to one that asks for no provider. */
export function leftOverLocks(root: string, all: readonly SynthesizedStack[]): readonly string[] {
  const folder = join(root, LOCKS_FOLDER);
  const wanted = new Set(all.filter((stack) => requiredProviders(stack).length > 0).map(({ name }) => lockFile(name)));
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(LOCK_SUFFIX)) : [];
  return files.map((file) => `${LOCKS_FOLDER}/${file}`).filter((file) => !wanted.has(file));
}
