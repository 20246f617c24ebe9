import type { Platform } from "../config";
import { BaseStack } from "./base-stack";
import {
  compareProtected,
  danglingProtections,
  protectedAddresses,
  type ProtectedAddresses,
  type Removals,
} from "./protected";
import { readProtectedList } from "./protected-list";
import type { Synthesis } from "./synthesis";
import type { SynthesizedStack } from "./synthesized-stack";

/** The protected addresses of every stack. */
export function currentProtection({ app, stacks }: Synthesis): ProtectedAddresses {
  return Object.fromEntries(
    stacks.map((stack) => {
      const construct = app.node.tryFindChild(stack.name);
      return [stack.name, protectedAddresses(stack, construct instanceof BaseStack ? construct.namedProtected : [])];
    }),
  );
}

/** The removals that the organization and the environments have announced. */
export function announcedRemovals(platform: Platform, stacks: readonly SynthesizedStack[]): Removals {
  const byEnvironment = new Map(platform.environments.map(({ name, removals }) => [name, removals]));
  const environments = new Map(stacks.map(({ name, environment }) => [name, environment]));
  return {
    stacks: platform.organization.removals,
    file: (stack) => {
      const environment = environments.get(stack);
      return environment === undefined ? undefined : `environments/${environment}.yaml`;
    },
    addresses: (stack) => byEnvironment.get(environments.get(stack) ?? "") ?? {},
  };
}

/** What is wrong with the protected addresses of synthesized stacks, against the committed list. */
export function protectionMessages(root: string, platform: Platform, synthesis: Synthesis): string[] {
  const { stacks } = synthesis;
  const current = currentProtection(synthesis);
  const dangling = stacks.flatMap((stack) => danglingProtections(stack, current[stack.name] ?? []));
  const committed = readProtectedList(root);
  if (!committed.ok) return [...dangling, committed.message];
  return [...dangling, ...compareProtected(committed.list, current, announcedRemovals(platform, stacks))];
}
