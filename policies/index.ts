import type { Platform } from "../config";
import type { SynthesizedStack } from "../stacks/synthesized-stack";
import { formatViolation, unknownExceptions, violations } from "./engine";
import type { Rule } from "./rule";

/** All rules, by id. */
export const rules: readonly Rule[] = [];

/** What the policies say about synthesized stacks: a message for each broken rule, and for each exception to none. */
export function policyMessages(platform: Platform, stacks: readonly SynthesizedStack[]): string[] {
  const byName = new Map(platform.environments.map((environment) => [environment.name, environment]));
  const subjects = stacks.map((stack) => ({ stack, environment: byName.get(stack.environment ?? "") }));
  return [...unknownExceptions(rules, subjects), ...violations(rules, subjects).map(formatViolation)];
}
