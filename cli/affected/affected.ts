import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import type { Context } from "../context";
import { Failure } from "../failure";
import type { Stopping } from "../stopping";
import { hanging } from "../words";
import { findRevisions, type RefOption, type Revisions } from "./base-commit";
import { compareRevisions, everyStack, type Comparison, type RevisionStack } from "./compare";
import { gitIn, type Git } from "./git";
import { synthesizeRevision, type RevisionSynthesis } from "./synthesize";
import { withWorkTree } from "./work-tree";

/** A stack as both revisions have it. */
export interface StackPair {
  readonly name: string;
  /** None when the stack is new, or when the base could not be synthesized. */
  readonly base?: SynthesizedStack;
  /** None when the stack was removed. */
  readonly head?: SynthesizedStack;
}

/** What a change of the repository affects. */
export interface Affected extends Comparison, Revisions {
  /** Why every stack counts as changed, where the revisions could not be compared. */
  readonly everything?: string;
  /** Every stack of both revisions, the unaffected included: first those of the newer one. */
  readonly pairs: readonly StackPair[];
}

/**
 * Finds the stacks that differ between the files as they are now, with what is not committed, and the commit where HEAD
 * and a ref part. Each revision is synthesized by its own code, both at the same time. Writes nothing into the
 * repository.
 *
 * Throws a {@link Failure} when git can't give the base, and when the files as they are can't be synthesized. When the
 * base can't be synthesized, or has other packages, everything is affected.
 *
 * @param ref a branch, tag or commit to merge into.
 * @param stopping by which somebody stops the command.
 * @param option by which somebody said the ref: messages about it name it.
 */
export async function affectedStacks(
  { root, env }: Pick<Context, "root" | "env">,
  ref: string,
  stopping: Stopping,
  option: RefOption = "--base",
): Promise<Affected> {
  const git = await gitIn(root, env);
  const revisions = await findRevisions(git, ref, option);
  const folder = mkdtempSync(join(tmpdir(), "platform-affected-"));
  try {
    const [base, head] = await synthesizeBoth(git, root, revisions.base, folder, env, stopping);
    stopping.asked.throwIfAborted();
    if (!head.ok) throw new Failure(head.text);
    return { ...revisions, ...compared(base, head.stacks), pairs: pairsOf(base.ok ? base.stacks : [], head.stacks) };
  } catch (error) {
    throw stopping.asked.aborted ? new Failure("Stopped. Nothing was changed.") : error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const LOCK = "package-lock.json";

/** Both at the same time, once the base is checked out: beside a synthesis, that would take several times as long. */
async function synthesizeBoth(
  git: Git,
  root: string,
  commit: string,
  folder: string,
  env: NodeJS.ProcessEnv,
  stopping: Stopping,
): Promise<readonly [base: RevisionSynthesis, head: RevisionSynthesis]> {
  const synthesize = (app: string, stacks: string): Promise<RevisionSynthesis> =>
    synthesizeRevision(app, join(folder, stacks), env, stopping);
  const { status } = await git("diff", "--quiet", "--no-ext-diff", "--no-textconv", commit, "--", LOCK);
  // Any other trouble is told by the checkout.
  if (status === 1) {
    return [
      { ok: false, text: `${LOCK} differs, so the base has other packages` },
      await synthesize(root, "head-stacks"),
    ];
  }
  return withWorkTree(git, root, commit, join(folder, "base"), async (app) => {
    const [base, head] = await Promise.all([synthesize(app, "base-stacks"), synthesize(root, "head-stacks")]);
    if (base.ok) return [base, head];
    return [{ ok: false, text: `the base can't be synthesized:\n  ${hanging(base.text, "  ")}` }, head];
  });
}

function compared(base: RevisionSynthesis, head: readonly RevisionStack[]): Comparison & Pick<Affected, "everything"> {
  if (base.ok) return compareRevisions(base.stacks, head);
  return { ...everyStack(head), everything: base.text };
}

function pairsOf(base: readonly RevisionStack[], head: readonly RevisionStack[]): readonly StackPair[] {
  const find = (stacks: readonly RevisionStack[], name: string): SynthesizedStack | undefined =>
    stacks.find(({ stack }) => stack.name === name)?.stack;
  const names = new Set([...head, ...base].map(({ stack }) => stack.name));
  return [...names].map((name) => {
    const [before, after] = [find(base, name), find(head, name)];
    return { name, ...(before && { base: before }), ...(after && { head: after }) };
  });
}
