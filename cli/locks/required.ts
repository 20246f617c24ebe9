import { objectOf, type SynthesizedStack } from "../../stacks/synthesized-stack";

/** A provider that a stack asks for. */
export interface RequiredProvider {
  /** Without the registry, which each engine has its own of: `hashicorp/aws`; with it, where the stack names one. */
  readonly source: string;
  /** `~> 6.25`; empty when every version will do. */
  readonly constraint: string;
}

/** The registries that engines take a source from that names none. */
const DEFAULT_REGISTRIES = ["registry.terraform.io", "registry.opentofu.org"];

/** The providers that a stack asks for. None for a stack that makes do with what is built into the engine. */
export function requiredProviders(stack: SynthesizedStack): readonly RequiredProvider[] {
  return Object.entries(objectOf(stack.settings["required_providers"])).map(([name, entry]) => {
    const { source, version } = objectOf(entry);
    const named = typeof source === "string" ? source : name;
    return {
      source: named.includes("/") ? named : `hashicorp/${named}`,
      constraint: typeof version === "string" ? version : "",
    };
  });
}

/** Whether an address of a lock file is a provider that a stack asks for. */
export function isOf(address: string, { source }: RequiredProvider): boolean {
  return address === source || DEFAULT_REGISTRIES.some((registry) => address === `${registry}/${source}`);
}
