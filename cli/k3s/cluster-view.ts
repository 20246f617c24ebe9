import type { Handover } from "../../constructs/gitops/handover";
import { shellAssignments } from "../../constructs/k3s/scripts";
import { formOf, type Delivered } from "./delivered";

/** A node as the cluster sees it. */
export interface NodeView {
  readonly name: string;
  readonly version: string;
  readonly ready: boolean;
  readonly etcd: boolean;
  readonly cordoned: boolean;
}

/** What a cluster's API says, as far as it concerns the first run. */
export interface ClusterView {
  readonly nodes: readonly NodeView[];
  /** The HelmChart that k3s installs the engine from. */
  readonly helmChart: "absent" | "managed" | "unmanaged";
  /** The job that installs it. */
  readonly job: "absent" | "running" | "failed" | "complete";
  /** What the engine brings, its root object included. */
  readonly delivered: readonly Delivered[];
}

const BODY = String.raw`
api_ready >/dev/null 2>&1 || { echo 'api|down'; exit 0; }
echo 'api|ready'
node_table | sed 's/^/node|/'
chart=$(kube -n "$CHART_NAMESPACE" get helmcharts.helm.cattle.io "$CHART" -o jsonpath='present{.metadata.annotations.helmcharts\.helm\.cattle\.io/unmanaged}' 2>/dev/null) || chart=
echo "chart|$chart"
job=$(kube -n "$JOB_NAMESPACE" get job "$JOB" -o jsonpath='present{"|"}{.status.succeeded}{"|"}{.status.failed}' 2>/dev/null) || job=
echo "job|$job"
kube get "$ROOT_RESOURCE" -n "$ROOT_NAMESPACE" -o jsonpath="{range .items[*]}{\"delivered|\"}$ROOT_FIELDS{\"\n\"}{end}" 2>/dev/null || true
`;

/** The part of a script, after the library, that prints what {@link parseClusterView} reads. */
export function clusterViewScript({ helmChart, job, root }: Handover): string {
  const names = {
    CHART_NAMESPACE: helmChart.namespace,
    CHART: helmChart.name,
    JOB_NAMESPACE: job.namespace,
    JOB: job.name,
    ROOT_RESOURCE: root.resource,
    ROOT_NAMESPACE: root.namespace,
    ROOT_FIELDS: formOf(root.resource).fields,
  };
  return `${shellAssignments(names)}${BODY}`;
}

/** Reads what the script prints of a cluster with this root; undefined when the API did not answer. */
export function parseClusterView(text: string, { resource }: Handover["root"]): ClusterView | undefined {
  const rows = text.split("\n").map((line) => line.split("|"));
  const of = (kind: string): string[][] => rows.flatMap(([first, ...rest]) => (first === kind ? [rest] : []));
  if (of("api")[0]?.[0] !== "ready") return undefined;
  const [[chart = ""] = []] = of("chart");
  const [[job = "", succeeded = "", failed = ""] = []] = of("job");
  return {
    nodes: of("node").map(([name = "", version = "", ready, etcd, unschedulable]) => ({
      name,
      version,
      ready: ready === "True",
      etcd: etcd === "true",
      cordoned: unschedulable === "true",
    })),
    helmChart: chart === "" ? "absent" : chart === "presenttrue" ? "unmanaged" : "managed",
    job: job === "" ? "absent" : Number(succeeded) > 0 ? "complete" : Number(failed) > 0 ? "failed" : "running",
    delivered: of("delivered").map(([name = "", first = "", second = ""]) =>
      formOf(resource).read(name, first, second),
    ),
  };
}
