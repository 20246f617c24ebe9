import type { Environment } from "../config";
import { bootstrap, type Bootstrap } from "../constructs/gitops/bootstrap";
import { factTable, type ClusterFacts, type FactDefinitions } from "../constructs/gitops/cluster-facts";
import type { VirtualCluster } from "./clusters";
import type { Installation } from "./installation";

/** The component that is the engine itself. */
const ENGINE_COMPONENTS = { argocd: "argo-cd", flux: "flux" } as const;

/** What the engine is to bring into the cluster, as far as its bootstrap has to know. */
interface Brought {
  readonly installations: readonly Installation[];
  readonly clusters: readonly VirtualCluster[];
}

/** Describes how an environment's engine comes into its cluster. Throws when the facts are not those that are read. */
export function describeBootstrap(
  { name, gitops }: Environment,
  { installations, clusters }: Brought,
  facts: ClusterFacts,
  definitions: FactDefinitions,
): Bootstrap {
  const read = installations.map(({ values, manifests }) => [values, manifests]);
  const problems = factTable(definitions).check(facts, read);
  if (problems.length > 0) throw new Error(`${name}: ${problems.join(" ")}`);
  const engine = ENGINE_COMPONENTS[gitops.engine];
  const own = installations.find((one) => one.name === engine);
  if (own?.chart === undefined) throw new Error(`${name}: components has no version of "${engine}".`);
  const { credential } = gitops;
  return bootstrap({
    engine: gitops.engine,
    environment: name,
    repository: gitops.repository,
    revision: gitops.revision,
    credential:
      credential === "none"
        ? { kind: credential }
        : { kind: credential, variable: credential === "token" ? "repository_token" : "repository_ssh_key" },
    knownHosts: gitops.knownHosts,
    chart: own.chart,
    values: own.values,
    chartRepositories: [
      ...installations.flatMap(({ chart }) => chart?.repository ?? []),
      ...clusters.map(({ chart }) => chart.repository),
    ],
    facts,
  });
}
