import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import { secretNames } from "../../stacks/variables";
import { setSecret } from "../secrets";

/**
 * What to say when variables that stacks declare have no value: a line for each with the stacks that need it, and what
 * to type. Undefined when nothing is missing. Engines ask for ephemeral variables too, though no plan holds them.
 */
export function missingVariables(stacks: readonly SynthesizedStack[], env: NodeJS.ProcessEnv): string | undefined {
  const needing = new Map<string, string[]>();
  for (const stack of stacks) {
    for (const { name, properties } of stack.variables) {
      if ("default" in properties || env[`TF_VAR_${name}`]) continue;
      needing.set(name, [...(needing.get(name) ?? []), stack.name]);
    }
  }
  if (needing.size === 0) return undefined;
  const lines = [...needing].map(([name, names]) => {
    const secret = secretNames.find((known) => known === name);
    const fix = secret === undefined ? `export TF_VAR_${name}=…` : setSecret(secret);
    return `TF_VAR_${name} is not set. It is needed by ${names.join(", ")}: ${fix}`;
  });
  return [...lines, "Nothing was planned."].join("\n");
}
