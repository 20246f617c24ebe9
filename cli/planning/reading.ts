import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import { boundTo, fingerprintOf, type Fingerprint } from "../plan/digest";
import type { StackPlan } from "../plan/model";
import type { PlanJson } from "../plan/plan-json";
import { collectSecrets, redactorOf, redactPlan, type Secret } from "../plan/redact";
import { modelOf } from "../plan/to-model";

/** What is kept of a plan once it was read. Its fingerprint is the same whatever else is planned, and whoever plans. */
export interface Reading extends Fingerprint {
  /** Without the plan's own secrets. Those of other stacks may still be in it. */
  readonly plan: StackPlan;
  readonly secrets: readonly Secret[];
}

/** What is known beside a plan. */
export interface Known {
  /** The words that stay readable. */
  readonly readable: readonly string[];
  /** Addresses in the stack that hold what can't be made again. */
  readonly protectedAddresses: readonly string[];
}

/** Reads a plan, and removes what its marks and variables say is secret. */
export function readPlan(json: PlanJson, stack: SynthesizedStack, { readable, protectedAddresses }: Known): Reading {
  const secrets = collectSecrets(json);
  const plan = redactPlan(modelOf(json, stack, protectedAddresses), redactorOf(secrets, { readable }));
  return { plan, ...boundTo(fingerprintOf(stack.name, plan), stack.json), secrets };
}

/** The values of the sensitive variables that a stack declares. Ephemeral ones stand in no plan. */
export function variableSecrets(stack: SynthesizedStack, env: NodeJS.ProcessEnv): readonly Secret[] {
  return stack.variables.flatMap(({ name, properties }) => {
    const value = env[`TF_VAR_${name}`];
    const hidden = properties["sensitive"] === true || properties["ephemeral"] === true;
    return hidden && value !== undefined && value !== "" ? [value] : [];
  });
}
