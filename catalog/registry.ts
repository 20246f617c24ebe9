import type { Environment, Organization, Platform } from "../config";
import { renderArgoCd } from "./argo-cd/registry";
import { DIAGRAM, gitopsFlow } from "./diagram";
import { renderFlux } from "./flux/registry";
import type { RegistryFiles } from "./generated";
import { inventoryOf, type CatalogOptions, type Inventory } from "./inventory";

export type { RegistryFiles } from "./generated";

/** Everything below `registry/environments` and the picture of it, from the catalog and the environment files. */
export function renderRegistry(platform: Platform, options: CatalogOptions = {}): RegistryFiles {
  const inventories = platform.environments.map((one) => inventoryOf(one, platform.organization, options));
  const entries = inventories.flatMap((inventory) => Object.entries(renderInventory(inventory)));
  return { [DIAGRAM]: gitopsFlow(platform, inventories), ...Object.fromEntries(entries) };
}

/** The folder of one environment. */
export function renderEnvironment(
  environment: Environment,
  organization: Organization,
  options: CatalogOptions = {},
): RegistryFiles {
  return renderInventory(inventoryOf(environment, organization, options));
}

/** In the form of the environment's engine. */
function renderInventory(inventory: Inventory): RegistryFiles {
  return inventory.environment.gitops.engine === "flux" ? renderFlux(inventory) : renderArgoCd(inventory);
}
