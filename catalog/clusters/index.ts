import type { Environment } from "../../config";
import type { Chart } from "../../constructs/gitops/bootstrap";
import type { Values } from "../../constructs/gitops/values";
import type { KubernetesObject } from "../kubernetes";
import type { Surroundings } from "../surroundings";
import { vcluster } from "./vcluster";

/** A virtual cluster inside an environment's cluster. */
export interface VirtualCluster {
  readonly name: string;
  readonly namespace: string;
  /** Whose it is; undefined for the platform's own. */
  readonly tenant: string | undefined;
  readonly podSecurity: "restricted" | "baseline" | "privileged";
  readonly chart: Chart;
  readonly values: Values;
  /** Objects beside the chart, among them those that register it with the engine. */
  readonly manifests: readonly KubernetesObject[];
  /** Address of its API server, by which applications are sent into it. */
  readonly server: string;
}

/** The virtual clusters of an environment, in the order of names. */
export function virtualClusters({ clusters }: Environment, surroundings: Surroundings): VirtualCluster[] {
  return Object.entries(clusters)
    .map(([name, entry]) => vcluster(name, entry, surroundings))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
