import type { Values } from "../constructs/gitops/values";

/** What a component may know of the environment it runs in. */
export interface ComponentContext {
  /** The environment's domain. */
  readonly domain: string;
  /** Whether the cluster has the machines to run everything several times. */
  readonly highAvailability: boolean;
}

/** Something that the platform runs in a cluster. Its version stands in the environment file, never here. */
export interface Component {
  /** The name in environment files, of the Application and of the Helm release. */
  readonly name: string;
  /** The Helm chart and the repository that serves it. */
  readonly chart: { readonly repository: string; readonly name: string };
  readonly namespace: string;
  /** Components of a lower wave are healthy before those of a higher one are touched. */
  readonly wave: number;
  /** Objects of this component are never deleted because it left the registry. @default false */
  readonly keep?: boolean;
  /** Values of the chart; a fact of the cluster is read by `clusterFacts.read(name)`. */
  values(context: ComponentContext): Values;
}
