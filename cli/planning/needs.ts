import type { SynthesizedStack } from "../../stacks/synthesized-stack";

/** The outputs that a stack reads from others: their names, by the stack that must have them in its state. */
export type Needs = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * What a stack reads from the states of others. cdktf names the data source of a reference between stacks after the
 * stack that is read: `data.terraform_remote_state.cross-stack-reference-input-production`.
 */
export function needsOf(stack: SynthesizedStack): Needs {
  const needs = new Map<string, Set<string>>();
  for (const dependency of stack.dependencies) {
    const source = `data.terraform_remote_state.cross-stack-reference-input-${dependency}.outputs.`;
    const names = stack.text
      .split(source)
      .slice(1)
      .flatMap((rest) => /^[\w-]+/.exec(rest)?.[0] ?? []);
    if (names.length > 0) needs.set(dependency, new Set(names));
  }
  return needs;
}
