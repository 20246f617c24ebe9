import type { ProtectedAddresses } from "../../stacks/protected";
import { inOrder } from "../order";
import { objectOf, type SynthesizedStack } from "../../stacks/synthesized-stack";

/** A stack that goes. */
export interface GoingStack {
  readonly name: string;
  /** Whether its providers ask the cluster's API. */
  readonly needsApi: boolean;
  /** What the list of protected addresses has of it, and what is lost all the same. */
  readonly lost: readonly string[];
}

/** A stack that holds data, and what Terraform keeps of it. */
export interface StayingStack {
  readonly name: string;
  readonly kept: readonly string[];
}

/** The stacks of an environment that go, in this order, and those that stay. */
export interface StackPlan {
  readonly going: readonly GoingStack[];
  readonly staying: readonly StayingStack[];
}

/** Sorts the stacks of an environment: what depends on another goes before it, and what outlives the cluster stays. */
export function planStacks(
  all: readonly SynthesizedStack[],
  environment: string,
  protectedAddresses: ProtectedAddresses,
): StackPlan {
  const own = all.filter((stack) => stack.environment === environment);
  const stays = ({ name }: SynthesizedStack): boolean => name === `${environment}-data`;
  return {
    going: dependantsFirst(own.filter((stack) => !stays(stack))).map(({ name, json }) => ({
      name,
      needsApi: ["helm", "kubernetes"].some((provider) => provider in objectOf(json["provider"])),
      lost: protectedAddresses[name] ?? [],
    })),
    staying: own.filter(stays).map(({ name, resources }) => ({
      name,
      kept: resources
        .filter(({ properties }) => objectOf(properties["lifecycle"])["prevent_destroy"] === true)
        .map(({ address }) => address),
    })),
  };
}

/** What is listed first stays first, where nothing depends on it. */
function dependantsFirst(stacks: readonly SynthesizedStack[]): readonly SynthesizedStack[] {
  return inOrder(stacks.toReversed()).toReversed();
}
