import { didYouMean } from "../../config/suggest";
import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import { Failure } from "../failure";
import { inOrder } from "../order";

/**
 * The stacks that somebody names, in the order in which they are applied; all of them when nobody names any. The name of
 * an environment stands for all its stacks.
 */
export function selectStacks(all: readonly SynthesizedStack[], names: readonly string[]): readonly SynthesizedStack[] {
  const known = new Set(
    all.flatMap(({ name, environment }) => [name, ...(environment === undefined ? [] : [environment])]),
  );
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    const lines = unknown.map((name) => `There is no stack or environment "${name}".${didYouMean(name, [...known])}`);
    throw new Failure(`${lines.join("\n")}\nThere are ${all.map(({ name }) => name).join(", ")}.`);
  }
  const isNamed = ({ name, environment }: SynthesizedStack): boolean =>
    names.length === 0 || names.includes(name) || (environment !== undefined && names.includes(environment));
  return inOrder(all.filter(isNamed));
}
