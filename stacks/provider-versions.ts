import { TerraformProvider, type IAspect, type TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

/**
 * The constraint for a provider: the minor version that a binding was made from, or any later one of the same major.
 * `6.25.0` gives `~> 6.25`. What isn't one exact version stays as it is.
 */
export function providerConstraint(version: string): string {
  const match = /^=?\s*v?(\d+)\.(\d+)\.\d+$/.exec(version.trim());
  return match === null ? version : `~> ${match[1] ?? ""}.${match[2] ?? ""}`;
}

/** Asks for each provider of a stack with `~> major.minor`, since bindings pin one exact version. The lock file pins. */
export class ProviderVersions implements IAspect {
  constructor(private readonly stack: TerraformStack) {}

  visit(construct: IConstruct): void {
    if (!TerraformProvider.isTerraformProvider(construct)) return;
    const metadata = construct.terraformGeneratorMetadata;
    const version = metadata?.providerVersion ?? metadata?.providerVersionConstraint;
    if (version === undefined) return;
    const name = construct.terraformResourceType;
    this.stack.addOverride(`terraform.required_providers.${name}.version`, providerConstraint(version));
  }
}
