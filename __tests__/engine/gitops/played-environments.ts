import { resolve } from "node:path";
import { describeBootstrap } from "../../../catalog/bootstrap";
import { inventoryOf, type CatalogOptions, type Inventory } from "../../../catalog/inventory";
import { loadPlatform } from "../../../stacks/load-platform";
import { renderEnvironment } from "../../../catalog/registry";
import type { RegistryFiles } from "../../../catalog/generated";
import { formatProblems, type Environment, type Organization } from "../../../config";
import type { Bootstrap } from "../../../constructs/gitops/bootstrap";

/** An environment as a test plays it, with the surroundings that it has there. */
export interface PlayedEnvironment {
  readonly environment: Environment;
  readonly organization: Organization;
  readonly options: CatalogOptions;
}

/** The project's own environments of this engine. */
export function playedEnvironments(engine: Environment["gitops"]["engine"]): PlayedEnvironment[] {
  const loaded = loadPlatform(resolve(__dirname, "../../.."));
  if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
  const { environments, organization } = loaded.platform;
  return environments
    .filter(({ gitops }) => gitops.engine === engine)
    .map((environment) => ({ environment, organization, options: {} }));
}

/** A site with Flux that has all that no environment of the project has yet: tenants, and images that Flux follows. */
export function withTenantsAndImages(): PlayedEnvironment {
  const [played] = playedEnvironments("flux");
  const flux = played?.environment.components["flux"];
  if (played === undefined || flux === undefined) throw new Error("There is no environment with Flux.");
  const { environment } = played;
  const image = (name: string) => ({ repository: `ghcr.io/example/${name}`, tag: "1.0.0" });
  const common = { repository: undefined, dependsOn: [] };
  return {
    ...played,
    environment: {
      ...environment,
      name: "edge-shop",
      gitops: { ...environment.gitops, credential: "token" },
      components: { ...environment.components, flux: { ...flux, variants: ["image-automation"] } },
      tenants: {
        shop: {
          admins: ["shop-admins"],
          viewers: ["auditors"],
          sources: ["https://github.com/example/shop"],
          quota: { cpu: "4", memory: "8Gi", storage: "50Gi", pods: 50 },
          egress: ["198.51.100.0/24"],
        },
      },
      applications: {
        storefront: {
          ...common,
          tenant: "shop",
          chart: "oci://ghcr.io/example/charts/storefront",
          version: "1.8.2",
          values: { replicas: 2 },
          images: { web: { ...image("web"), policy: { semver: ">=1.0.0" } } },
        },
        worker: {
          ...common,
          path: "applications/worker",
          revision: undefined,
          images: {
            worker: {
              ...image("worker"),
              policy: { pattern: "^main-(?P<ts>\\d+)$", extract: "$ts", order: "numerical-asc" },
            },
          },
        },
      },
    },
  };
}

export function inventoryOfPlayed({ environment, organization, options }: PlayedEnvironment): Inventory {
  return inventoryOf(environment, organization, options);
}

/** How its engine comes into the cluster, with a placeholder for every fact. */
export function bootstrapOfPlayed(played: PlayedEnvironment): Bootstrap {
  const { environment, bootstrap, definitions, ...brought } = inventoryOfPlayed(played);
  return describeBootstrap(environment, brought, bootstrap.facts, definitions);
}

export function registryOfPlayed({ environment, organization, options }: PlayedEnvironment): RegistryFiles {
  return renderEnvironment(environment, organization, options);
}
