/** An object of the Kubernetes API. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly [field: string]: unknown;
}

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  readonly [field: string]: unknown;
}

/** A kind that the API serves. */
export interface Kind {
  readonly kind: string;
  readonly plural: string;
  readonly group: string;
  readonly namespaced: boolean;
}

/** Kinds that every k3s serves; others need a CustomResourceDefinition first. */
const BUILT_IN: readonly Kind[] = [
  kind("Namespace", "namespaces", "", false),
  kind("Node", "nodes", "", false),
  kind("Pod", "pods", ""),
  kind("Secret", "secrets", ""),
  kind("ConfigMap", "configmaps", ""),
  kind("Service", "services", ""),
  kind("ServiceAccount", "serviceaccounts", ""),
  kind("Event", "events", ""),
  kind("ResourceQuota", "resourcequotas", ""),
  kind("LimitRange", "limitranges", ""),
  kind("Deployment", "deployments", "apps"),
  kind("DaemonSet", "daemonsets", "apps"),
  kind("StatefulSet", "statefulsets", "apps"),
  kind("Job", "jobs", "batch"),
  kind("CronJob", "cronjobs", "batch"),
  kind("NetworkPolicy", "networkpolicies", "networking.k8s.io"),
  kind("Ingress", "ingresses", "networking.k8s.io"),
  kind("PodDisruptionBudget", "poddisruptionbudgets", "policy"),
  kind("Lease", "leases", "coordination.k8s.io"),
  kind("Role", "roles", "rbac.authorization.k8s.io"),
  kind("RoleBinding", "rolebindings", "rbac.authorization.k8s.io"),
  kind("ClusterRole", "clusterroles", "rbac.authorization.k8s.io", false),
  kind("ClusterRoleBinding", "clusterrolebindings", "rbac.authorization.k8s.io", false),
  kind("PriorityClass", "priorityclasses", "scheduling.k8s.io", false),
  kind("RuntimeClass", "runtimeclasses", "node.k8s.io", false),
  kind("StorageClass", "storageclasses", "storage.k8s.io", false),
  kind("CustomResourceDefinition", "customresourcedefinitions", "apiextensions.k8s.io", false),
  kind("HelmChart", "helmcharts", "helm.cattle.io"),
  kind("HelmChartConfig", "helmchartconfigs", "helm.cattle.io"),
  kind("Addon", "addons", "k3s.cattle.io"),
  kind("ETCDSnapshotFile", "etcdsnapshotfiles", "k3s.cattle.io", false),
];

const SHORT: Readonly<Record<string, string>> = {
  cm: "configmaps",
  crd: "customresourcedefinitions",
  crds: "customresourcedefinitions",
  deploy: "deployments",
  ds: "daemonsets",
  netpol: "networkpolicies",
  no: "nodes",
  ns: "namespaces",
  pdb: "poddisruptionbudgets",
  po: "pods",
  sa: "serviceaccounts",
  svc: "services",
};

/** All kinds that the API serves, those of CustomResourceDefinitions included. */
export function servedKinds(objects: readonly KubeObject[]): readonly Kind[] {
  const custom = objects
    .filter((object) => object.kind === "CustomResourceDefinition")
    .map((object) => {
      const plural = object.metadata.name.split(".")[0] ?? "";
      const group = object.metadata.name.slice(plural.length + 1);
      const spec = fields(object.spec);
      const name = fields(spec.names).kind;
      return { kind: typeof name === "string" ? name : "", plural, group, namespaced: spec.scope !== "Cluster" };
    });
  return [...BUILT_IN, ...custom];
}

/** The kind that a word on kubectl's command line means: plural, singular, short, or with its group. */
export function kindOf(word: string, objects: readonly KubeObject[]): Kind | undefined {
  const [name = "", ...group] = word.toLowerCase().split(".");
  const wanted = SHORT[name] ?? name;
  return servedKinds(objects).find(
    (served) =>
      (served.plural === wanted || served.kind.toLowerCase() === wanted) &&
      (group.length === 0 || served.group === group.join(".")),
  );
}

/** A value as a map of fields; empty when it is none. */
export function fields(value: unknown): Readonly<Record<string, unknown>> {
  return isFields(value) ? value : {};
}

export function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kind(name: string, plural: string, group: string, namespaced = true): Kind {
  return { kind: name, plural, group, namespaced };
}
