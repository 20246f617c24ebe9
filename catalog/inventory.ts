import type { Environment, Organization } from "../config";
import {
  CLUSTER_FACTS,
  factsIn,
  factTable,
  type ClusterFacts,
  type FactDefinitions,
} from "../constructs/gitops/cluster-facts";
import type { Bootstrap, Followed } from "../constructs/gitops/bootstrap";
import { catalog } from ".";
import { applicationsOf, type Application } from "./applications";
import { describeBootstrap, describeFollowed } from "./bootstrap";
import { virtualClusters, type VirtualCluster } from "./clusters";
import { OPEN_TO_ROUTES } from "./components/gateway/names";
import { surroundingsOf } from "./context";
import type { Component } from "./define";
import { installations, type Installation } from "./installation";
import { managedClusterArn } from "./managed-argo-cd";
import { mergeNamespaces, type Namespace } from "./namespaces";
import type { Surroundings } from "./surroundings";
import { tenantsOf, type Tenant } from "./tenants";

/** What a test may put in the place of the platform's own. */
export interface CatalogOptions {
  /** @default the catalog */
  readonly components?: readonly Component[];
  /** @default CLUSTER_FACTS */
  readonly definitions?: FactDefinitions;
  /** @default as the environment file says */
  readonly surroundings?: Surroundings;
}

/** Everything that one environment's cluster runs, as plain data, before an engine's own form is given to it. */
export interface Inventory {
  readonly environment: Environment;
  /** In the order of waves and names. */
  readonly installations: readonly Installation[];
  /** All but those of tenants, in the order of names. */
  readonly namespaces: readonly Namespace[];
  readonly tenants: readonly Tenant[];
  readonly clusters: readonly VirtualCluster[];
  /** In the order of waves and names. */
  readonly applications: readonly Application[];
  /** Names of the cluster facts that components read, sorted. */
  readonly facts: readonly string[];
  readonly definitions: FactDefinitions;
  /** What the engine follows, with a placeholder for every fact. */
  readonly bootstrap: Followed;
}

/** Puts together what an environment's file and the catalog say. */
export function inventoryOf(
  environment: Environment,
  organization: Organization,
  { components = catalog, definitions = CLUSTER_FACTS, surroundings }: CatalogOptions = {},
): Inventory {
  const around = surroundings ?? surroundingsOf(environment, organization, components);
  const all = installations(environment, components, around);
  const applications = applicationsOf(environment);
  const clusters = virtualClusters(environment, around);
  const facts = factsIn(all.map(({ values, manifests }) => [values, manifests]));
  const { read } = factTable(definitions);
  const brought = { installations: all, clusters };
  const clusterArn = managedClusterArn(environment, organization);
  const placeholders = Object.fromEntries(facts.map((name) => [name, read(name)]));
  return {
    environment,
    installations: all,
    namespaces: namespacesOf(all, clusters, applications),
    tenants: tenantsOf(environment),
    clusters,
    applications,
    facts,
    definitions,
    bootstrap: describeFollowed(environment, brought, placeholders, definitions, clusterArn),
  };
}

/** All that the registry has to make: those of tenants come with the tenants, those in virtual clusters with applications. */
function namespacesOf(
  all: readonly Installation[],
  clusters: readonly VirtualCluster[],
  applications: readonly Application[],
): Namespace[] {
  const ofComponents = all.map(({ component }): Namespace => {
    const { namespace, podSecurity, stateful = false, keep = false } = component;
    return { name: namespace, podSecurity, keep: stateful || keep };
  });
  const ofClusters = clusters.map(({ namespace, podSecurity }): Namespace => ({
    name: namespace,
    podSecurity,
    keep: true,
  }));
  const ofApplications = applications
    .filter(({ tenant, cluster }) => tenant === undefined && cluster === undefined)
    .map(({ namespace }): Namespace => ({
      name: namespace,
      podSecurity: "restricted",
      keep: false,
      labels: OPEN_TO_ROUTES,
    }));
  return mergeNamespaces([...ofComponents, ...ofClusters, ...ofApplications]);
}

/**
 * How the GitOps engine comes into an environment's cluster; the registry describes the same engine.
 *
 * @param facts what the cluster's stack hands over: exactly what the components read
 */
export function engineBootstrap(
  environment: Environment,
  organization: Organization,
  facts: ClusterFacts = {},
  options: CatalogOptions = {},
): Bootstrap {
  const { installations: all, clusters, definitions } = inventoryOf(environment, organization, options);
  return describeBootstrap(environment, { installations: all, clusters }, facts, definitions);
}

/**
 * What an environment's engine follows, whoever runs it; for Argo CD that AWS runs there is no more to bring.
 *
 * @param facts as for {@link engineBootstrap}
 */
export function engineFollowed(
  environment: Environment,
  organization: Organization,
  facts: ClusterFacts = {},
  options: CatalogOptions = {},
): Followed {
  const { installations: all, clusters, definitions } = inventoryOf(environment, organization, options);
  const clusterArn = managedClusterArn(environment, organization);
  return describeFollowed(environment, { installations: all, clusters }, facts, definitions, clusterArn);
}
