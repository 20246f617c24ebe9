import type { IConstruct } from "constructs";

const metadataType = "platform:protected";

/**
 * Says that an address holds what can't be made again (a database, a key, a cluster's server), so that it may only
 * vanish from the configuration when the environment file says so. Resources with `prevent_destroy` need not say it.
 *
 * @param address as Terraform writes it, without the module: `terraform_data.machine["server-1"]`.
 */
export function protectAddress(construct: IConstruct, address: string): void {
  construct.node.addMetadata(metadataType, address);
}

/** The addresses that a construct or one below it has protected. */
export function protectedBelow(scope: IConstruct): string[] {
  return scope.node
    .findAll()
    .flatMap((construct) => construct.node.metadata)
    .flatMap(({ type, data }: { type: string; data: unknown }) =>
      type === metadataType && typeof data === "string" ? [data] : [],
    );
}
