import { fields, type KubeObject } from "./kinds";
import type { ClusterState, NodeRecord, PodRecord } from "./state";

/** What the tests' clusters run: two replicas that move, one with an emptyDir, and a DaemonSet that stays. */
const WORKLOADS = [
  { namespace: "kube-system", name: "coredns", replicas: 1, emptyDir: false },
  { namespace: "default", name: "web", replicas: 2, emptyDir: true },
];
const DAEMON = { namespace: "kube-system", name: "node-agent" };

/** Does what the controllers and the scheduler do: makes the pods that are missing, and finds a node for each. */
export function placePods(state: ClusterState): void {
  const names = new Set(state.nodes.map((node) => node.name));
  state.pods = state.pods.filter((pod) => pod.node === undefined || names.has(pod.node));
  for (const node of state.nodes) {
    if (!state.pods.some((pod) => pod.owner.kind === "DaemonSet" && pod.node === node.name)) {
      state.pods.push(newPod(DAEMON.namespace, DAEMON.name, "DaemonSet", false, node.name));
    }
  }
  for (const workload of WORKLOADS) {
    const have = state.pods.filter((pod) => pod.owner.kind === "Deployment" && pod.owner.name === workload.name);
    for (let count = have.length; count < workload.replicas; count += 1) {
      state.pods.push(newPod(workload.namespace, workload.name, "Deployment", workload.emptyDir, undefined));
    }
  }
  for (const pod of state.pods.filter((pending) => pending.node === undefined)) {
    pod.node = emptiest(state)?.name;
  }
}

/** Moves a pod away, unless a PodDisruptionBudget forbids it: then the answer says so. */
export function evict(state: ClusterState, pod: PodRecord): string | undefined {
  const budget = state.objects.find(
    (object) => object.kind === "PodDisruptionBudget" && covers(object, pod) && isSpent(state, object),
  );
  if (budget !== undefined) {
    return "Cannot evict pod as it would violate the pod's disruption budget.";
  }
  state.pods = state.pods.filter((other) => other !== pod);
  placePods(state);
  return undefined;
}

/** The Pod object as the API shows it. */
export function podObject(pod: PodRecord): KubeObject {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: pod.name,
      namespace: pod.namespace,
      labels: { ...pod.labels },
      ...(pod.owner.kind !== "none" && { ownerReferences: [pod.owner] }),
    },
    spec: { ...(pod.node !== undefined && { nodeName: pod.node }) },
    status: { phase: pod.node === undefined ? "Pending" : "Running" },
  };
}

function newPod(
  namespace: string,
  owner: string,
  kind: "Deployment" | "DaemonSet",
  emptyDir: boolean,
  node: string | undefined,
): PodRecord {
  const name = `${owner}-${Math.random().toString(36).slice(2, 7)}`;
  return { namespace, name, owner: { kind, name: owner }, labels: { app: owner }, emptyDir, node };
}

/** The node with the fewest pods among those that take any. */
function emptiest(state: ClusterState): NodeRecord | undefined {
  const load = (node: NodeRecord): number => state.pods.filter((pod) => pod.node === node.name).length;
  return state.nodes
    .filter((node) => !node.unschedulable && !node.taints.some((taint) => taint.effect !== "PreferNoSchedule"))
    .sort((a, b) => load(a) - load(b))[0];
}

function covers(budget: KubeObject, pod: PodRecord): boolean {
  const wanted = fields(fields(fields(budget.spec).selector).matchLabels);
  return (
    budget.metadata.namespace === pod.namespace &&
    Object.entries(wanted).every(([key, value]) => pod.labels[key] === value)
  );
}

function isSpent(state: ClusterState, budget: KubeObject): boolean {
  const spec = fields(budget.spec);
  const covered = state.pods.filter((pod) => covers(budget, pod));
  const running = covered.filter((pod) => pod.node !== undefined).length;
  const minimum = spec.minAvailable ?? covered.length - Number(spec.maxUnavailable ?? 0);
  return running - 1 < Number(minimum);
}
