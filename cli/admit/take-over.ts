import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withdraw } from "../../stacks/synthesis";
import { SynthesizedStack } from "../../stacks/synthesized-stack";
import { Failure } from "../failure";
import { environmentOf } from "./affected";
import { admissionMessages } from "./index";
import { providersLockedFor } from "./locks";
import { readFolder, STACK_FILE } from "./read-folder";

/** What stacks that were handed over are held against, and where they go. */
export interface Host {
  /** The repository at the base branch. */
  readonly root: string;
  /** Where its own stacks are written. */
  readonly outdir: string;
  readonly bases: readonly SynthesizedStack[];
  /** The names of its environments. */
  readonly environments: readonly string[];
}

/**
 * Puts stacks that a change made in the place of the base branch's own, once all of them are admitted: the very values
 * that were looked at, written anew, so that an engine can't find in the text what nobody else did. What synthesis
 * wrote comes out the same, since it comes from JavaScript, too.
 *
 * @throws Failure with everything that is refused; then nothing is changed.
 */
export function takeOver(folder: string, { root, outdir, bases, environments }: Host): readonly SynthesizedStack[] {
  const handedOver = readFolder(folder);
  if (!("stacks" in handedOver)) throw new Failure(handedOver.join("\n"));
  const refused = admissionMessages(handedOver.stacks, bases, providersLockedFor(root));
  if (refused.length > 0) throw new Failure(refused.join("\n"));
  withdraw(outdir);
  return handedOver.stacks.map(({ name, json }) => {
    const text = `${JSON.stringify(json, null, 2)}\n`;
    mkdirSync(join(outdir, "stacks", name), { recursive: true });
    writeFileSync(join(outdir, "stacks", name, STACK_FILE), text);
    const environment = environmentOf(name, bases, environments) ?? undefined;
    return new SynthesizedStack(name, text, handedOver.dependencies.get(name), environment);
  });
}
