import type { Environment } from "../config";
import { bootstrap, followed, type Bootstrap, type Followed, type FollowedProps } from "../constructs/gitops/bootstrap";
import { factTable, type ClusterFacts, type FactDefinitions } from "../constructs/gitops/cluster-facts";
import type { VirtualCluster } from "./clusters";
import type { Installation } from "./installation";

/** The component that is the engine itself. */
const ENGINE_COMPONENTS = { argocd: "argo-cd", flux: "flux" } as const;

/** What the engine is to bring into the cluster, as far as its bootstrap has to know. */
export interface Brought {
  readonly installations: readonly Installation[];
  readonly clusters: readonly VirtualCluster[];
}

/** Describes how an environment's engine comes into its cluster. Throws when the facts are not those that are read. */
export function describeBootstrap(
  environment: Environment,
  brought: Brought,
  facts: ClusterFacts,
  definitions: FactDefinitions,
): Bootstrap {
  const props = followedProps(environment, brought, facts, definitions);
  const engine = ENGINE_COMPONENTS[environment.gitops.engine];
  const own = brought.installations.find((one) => one.name === engine);
  if (own?.chart === undefined) throw new Error(`${environment.name}: components has no version of "${engine}".`);
  return bootstrap({ ...props, chart: own.chart, values: own.values });
}

/**
 * The same without how the engine is installed, which nobody does where AWS runs it.
 *
 * @param clusterArn given where AWS runs it
 */
export function describeFollowed(
  environment: Environment,
  brought: Brought,
  facts: ClusterFacts,
  definitions: FactDefinitions,
  clusterArn: string | undefined,
): Followed {
  if (clusterArn === undefined) return describeBootstrap(environment, brought, facts, definitions);
  return followed({ ...followedProps(environment, brought, facts, definitions), clusterArn });
}

function followedProps(
  { name, gitops }: Environment,
  { installations, clusters }: Brought,
  facts: ClusterFacts,
  definitions: FactDefinitions,
): FollowedProps {
  const read = installations.map(({ values, manifests }) => [values, manifests]);
  const problems = factTable(definitions).check(facts, read);
  if (problems.length > 0) throw new Error(`${name}: ${problems.join(" ")}`);
  const { credential } = gitops;
  return {
    engine: gitops.engine,
    environment: name,
    repository: gitops.repository,
    revision: gitops.revision,
    credential:
      credential === "none"
        ? { kind: credential }
        : { kind: credential, variable: credential === "token" ? "repository_token" : "repository_ssh_key" },
    knownHosts: gitops.knownHosts,
    chartRepositories: [
      ...installations.flatMap(({ chart }) => chart?.repository ?? []),
      ...clusters.map(({ chart }) => chart.repository),
    ],
    facts,
  };
}
