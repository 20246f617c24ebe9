import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { SynthesizedStack } from "../../../stacks/synthesized-stack";
import { Failure } from "../../failure";
import { readIfThere } from "../../files";
import { ATLANTIS_FILE, atlantisText } from "../file";
import { isOnAMachine, LOCK_FILE, STACK_FILE, STACKS_FOLDER } from "../repo-config";

/** What Git does not show of {@link STACKS_FOLDER}, nor Atlantis plan. */
const EXCLUDE = ".git/info/exclude";

/**
 * Puts stacks that were admitted where Atlantis plans them, in place of what is there, each with the lock file that the
 * base branch has for it. What is the same on the base branch, or on a machine, is hidden from Git: Atlantis plans every stack with a file
 * that Git does not know, and locks it for this pull request.
 *
 * @param stacks all that the pull request's commit makes.
 * @param checkout the pull request's, in which Git tracks nothing where the stacks go.
 * @param base the repository of the base branch, for its lock files.
 * @param before the base branch's stacks.
 * @returns the names of the stacks that are to be planned.
 * @throws Failure when the pull request's `atlantis.yaml` is not what the base branch's command makes of the stacks: then
 * Atlantis would plan something else.
 */
export function place(
  stacks: readonly SynthesizedStack[],
  checkout: string,
  base: string,
  before: readonly SynthesizedStack[],
): readonly string[] {
  if (readIfThere(checkout, ATLANTIS_FILE) !== atlantisText(stacks)) {
    throw new Failure(
      `${ATLANTIS_FILE}  is not what the base branch makes of this commit's stacks. Run: npm run platform -- atlantis`,
    );
  }
  const folder = join(checkout, STACKS_FOLDER);
  mkdirSync(folder, { recursive: true });
  const texts = new Map(stacks.map(({ name, text }) => [name, text]));
  for (const name of new Set([...readdirSync(folder), ...texts.keys()])) {
    replaceStack(join(folder, name), texts.get(name), readIfThere(base, `locks/${name}.terraform.lock.hcl`));
  }
  const known = new Map(before.map(({ name, json }) => [name, json]));
  const toPlan = stacks.filter(
    (stack) => !isOnAMachine(stack) && !isDeepStrictEqual(stack.json, known.get(stack.name)),
  );
  const others = stacks.filter((stack) => !toPlan.includes(stack));
  writeFileSync(join(checkout, EXCLUDE), others.map(({ name }) => `/${STACKS_FOLDER}/${name}/\n`).join(""));
  return toPlan.map(({ name }) => name);
}

/** A stack that is as it was stays: there may be a plan beside it, which somebody is about to apply. */
function replaceStack(folder: string, text: string | undefined, lock: string | undefined): void {
  const isLocked = lock === undefined || lock === readIfThere(folder, LOCK_FILE);
  if (isLocked && text !== undefined && text === readIfThere(folder, STACK_FILE)) return;
  rmSync(folder, { recursive: true, force: true });
  if (text === undefined) return;
  mkdirSync(folder);
  writeFileSync(join(folder, STACK_FILE), text);
  if (lock !== undefined) writeFileSync(join(folder, LOCK_FILE), lock);
}
