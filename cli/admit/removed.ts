import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import type { StackReport } from "../plan/report";
import { stackFacts } from "../plan/stack-facts";

/** What a report says of the stacks that a change no longer has: no plan would be about them, and what they made stays. */
export function removedStacks(
  bases: readonly SynthesizedStack[],
  heads: readonly { readonly name: string }[],
): readonly StackReport[] {
  const kept = new Set(heads.map(({ name }) => name));
  return bases.filter(({ name }) => !kept.has(name)).map((stack) => ({ ...stackFacts(stack), status: "removed" }));
}
