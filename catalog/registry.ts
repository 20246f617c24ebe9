import type { Environment, Organization, Platform } from "../config";
import { renderArgoCd } from "./argo-cd/registry";
import { renderFlux } from "./flux/registry";
import type { RegistryFiles } from "./generated";
import { inventoryOf, type CatalogOptions } from "./inventory";

export type { RegistryFiles } from "./generated";

/** Everything below `registry/environments`, from the catalog and the environment files. */
export function renderRegistry({ environments, organization }: Platform, options: CatalogOptions = {}): RegistryFiles {
  const entries = environments.flatMap((environment) =>
    Object.entries(renderEnvironment(environment, organization, options)),
  );
  return Object.fromEntries(entries);
}

/** The folder of one environment, in the form of its engine. */
export function renderEnvironment(
  environment: Environment,
  organization: Organization,
  options: CatalogOptions = {},
): RegistryFiles {
  const inventory = inventoryOf(environment, organization, options);
  return environment.gitops.engine === "flux" ? renderFlux(inventory) : renderArgoCd(inventory);
}
