import type { Environment } from "../config";
import { bootstrap, type Bootstrap } from "../constructs/gitops/bootstrap";
import { CLUSTER_FACTS, factTable, type ClusterFacts, type FactDefinitions } from "../constructs/gitops/cluster-facts";
import { mergeValues, type Values } from "../constructs/gitops/values";
import { catalog } from ".";
import type { Component } from "./component";

/** A component as one environment runs it. */
export interface Installation {
  readonly component: Component;
  /** An exact version, from the environment file. */
  readonly version: string;
  /** The catalog's values with those of the environment file laid over them. */
  readonly values: Values;
}

/** Everything that an environment runs, in the order of waves and names. */
export function installations(environment: Environment, components = catalog): Installation[] {
  const { cluster, domain } = environment;
  const context = { domain, highAvailability: serverCount(cluster) >= 3 && openNodeCount(cluster) >= 3 };
  return Object.entries(environment.components)
    .map(([name, { version, values = {} }]) => {
      const component = components.find((known) => known.name === name);
      if (component === undefined) throw new Error(`${environment.name}: the catalog has no component "${name}".`);
      return { component, version, values: mergeValues(component.values(context), values) };
    })
    .sort((a, b) => a.component.wave - b.component.wave || (a.component.name < b.component.name ? -1 : 1));
}

/**
 * How the GitOps engine comes into an environment's cluster; the registry describes the same engine.
 *
 * @param facts what the cluster's stack hands over: exactly what the components read
 */
export function engineBootstrap(
  environment: Environment,
  components = catalog,
  facts: ClusterFacts = {},
  definitions: FactDefinitions = CLUSTER_FACTS,
): Bootstrap {
  const { engine, repository, revision, credential } = environment.gitops;
  if (engine !== "argocd") throw new Error(`${environment.name}: no delivery knows the engine "${engine}".`);
  const all = installations(environment, components);
  const problems = factTable(definitions).check(
    facts,
    all.map(({ values }) => values),
  );
  if (problems.length > 0) throw new Error(`${environment.name}: ${problems.join(" ")}`);
  const own = all.find(({ component }) => component.name === "argo-cd");
  if (own === undefined) throw new Error(`${environment.name}: components has no version of "argo-cd".`);
  return bootstrap({
    environment: environment.name,
    repository,
    revision,
    credential:
      credential === "none"
        ? { kind: credential }
        : { kind: credential, variable: credential === "token" ? "repository_token" : "repository_ssh_key" },
    chart: { ...own.component.chart, version: own.version },
    values: own.values,
    chartRepositories: all.map(({ component }) => component.chart.repository),
    facts,
  });
}

function serverCount({ servers }: Environment["cluster"]): number {
  return typeof servers === "number" ? servers : Object.keys(servers).length;
}

/** Nodes that take pods without a toleration: Redis wants three of them for its three. */
function openNodeCount({ servers, agents }: Environment["cluster"]): number {
  if (typeof servers === "number" || typeof agents === "number") return Number(servers) + Number(agents);
  const nodes = [...Object.values(servers), ...Object.values(agents)];
  return nodes.filter(({ taints }) => Object.values(taints).every(({ effect }) => effect === "PreferNoSchedule"))
    .length;
}
