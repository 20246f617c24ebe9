import { resolve } from "node:path";
import { catalog } from "../../../catalog";
import { surroundingsOf } from "../../../catalog/context";
import { inventoryOf, type CatalogOptions, type Inventory } from "../../../catalog/inventory";
import { loadPlatform } from "../../../catalog/load-platform";
import { renderEnvironment } from "../../../catalog/registry";
import type { RegistryFiles } from "../../../catalog/generated";
import { formatProblems, type Environment, type Organization } from "../../../config";
import { onAws } from "../../catalog/components/surroundings";

/** An environment as a test plays it, with the surroundings that it has there. */
export interface PlayedEnvironment {
  readonly environment: Environment;
  readonly organization: Organization;
  readonly options: CatalogOptions;
}

/** The project's own environments of this engine; with Argo CD also one as production on AWS will be. */
export function playedEnvironments(engine: Environment["gitops"]["engine"]): PlayedEnvironment[] {
  const loaded = loadPlatform(resolve(__dirname, "../../.."));
  if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
  const { environments, organization } = loaded.platform;
  const own = environments
    .filter(({ gitops }) => gitops.engine === engine)
    .map((environment) => ({ environment, organization, options: {} }));
  const staging = environments.find(({ name }) => name === "staging");
  if (engine !== "argocd" || staging === undefined) return own;
  return [...own, production(staging, organization)];
}

/** Staging's components in the surroundings of production: in AWS, everything several times. */
function production(staging: Environment, organization: Organization): PlayedEnvironment {
  const environment = { ...staging, name: "production", domain: organization.domain };
  const surroundings = { ...surroundingsOf(environment, organization, catalog), ...onAws };
  return { environment, organization, options: { surroundings } };
}

export function inventoryOfPlayed({ environment, organization, options }: PlayedEnvironment): Inventory {
  return inventoryOf(environment, organization, options);
}

export function registryOfPlayed({ environment, organization, options }: PlayedEnvironment): RegistryFiles {
  return renderEnvironment(environment, organization, options);
}
