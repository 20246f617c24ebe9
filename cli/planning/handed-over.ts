import { resolve } from "node:path";
import type { Outcome } from "../../main";
import { bringLocks } from "../../stacks/lock-files";
import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import { takeOver } from "../admit/take-over";

/** The stacks that a change handed over, in the place of those that were just synthesized, if they are admitted. */
export function handedOver(
  folder: string,
  root: string,
  outdir: string,
  { platform, synthesis }: Extract<Outcome, { ok: true }>,
): readonly SynthesizedStack[] {
  const environments = platform.environments.map(({ name }) => name);
  const stacks = takeOver(resolve(folder), { root, outdir, bases: synthesis.stacks, environments });
  bringLocks(root, outdir, stacks);
  return stacks;
}
