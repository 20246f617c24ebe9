import type { Platform } from "../config";
import type { SynthesizedStack } from "../stacks/synthesized-stack";
import { formatViolations, unknownExceptions, violations } from "./engine";
import type { Rule } from "./rule";
import { evenServers } from "./rules/even-servers";
import { hostKeys } from "./rules/host-keys";
import { k3sHardening } from "./rules/k3s-hardening";
import { noSecrets } from "./rules/no-secrets";
import { stateEncrypted } from "./rules/state-encrypted";
import { stateLocked } from "./rules/state-locked";

/** All rules, by id. */
export const rules: readonly Rule[] = [evenServers, k3sHardening, hostKeys, stateEncrypted, stateLocked, noSecrets];

/** What the policies say about synthesized stacks: a message for each broken rule, and for each exception to none. */
export function policyMessages(platform: Platform, stacks: readonly SynthesizedStack[]): string[] {
  const byName = new Map(platform.environments.map((environment) => [environment.name, environment]));
  const subjects = stacks.map((stack) => ({ stack, environment: byName.get(stack.environment ?? "") }));
  return [...unknownExceptions(rules, subjects), ...formatViolations(violations(rules, subjects))];
}
