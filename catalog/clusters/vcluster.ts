import type { Environment } from "../../config";
import { VIRTUAL_CLUSTER_NAMESPACE } from "../../config/schema/clusters";
import { mergeValues, type Values } from "../../constructs/gitops/values";
import type { Surroundings } from "../surroundings";
import type { VirtualCluster } from ".";
import { registration } from "./registration";

/** What an environment file says of a virtual cluster. */
export type VirtualClusterEntry = Environment["clusters"][string];

const CHART = { repository: "https://charts.loft.sh", name: "vcluster" };

/** A user that the image does not know, and that owns nothing on the machine. */
const USER = 12345;

/** A virtual cluster as the environment runs it: open source throughout, nothing of it asks for a licence. */
export function vcluster(name: string, entry: VirtualClusterEntry, surroundings: Surroundings): VirtualCluster {
  const namespace = `${VIRTUAL_CLUSTER_NAMESPACE}${name}`;
  const host = `${name}.${namespace}.svc`;
  const server = `https://${host}`;
  const parts = [
    base(name, host, entry, surroundings),
    entry.highAvailability ? replicated(name) : single,
    bounds(entry.quota),
    entry.values ?? {},
  ];
  return {
    name,
    namespace,
    tenant: entry.tenant,
    // Its pods run here, and what the standard `restricted` asks beyond this is the virtual cluster's own matter.
    podSecurity: "baseline",
    chart: { ...CHART, version: entry.version },
    values: parts.reduce<Values>((all, part) => mergeValues(all, part), {}),
    manifests: registration({ name, namespace, server }),
    server,
  };
}

const containerWithoutRoot: Values = {
  runAsUser: USER,
  runAsGroup: USER,
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
};

const withoutRoot: Values = {
  podSecurityContext: { fsGroup: USER, seccompProfile: { type: "RuntimeDefault" } },
  containerSecurityContext: containerWithoutRoot,
};

function base(name: string, host: string, { kubernetes }: VirtualClusterEntry, { has }: Surroundings): Values {
  return {
    controlPlane: {
      distro: { k8s: { enabled: true, version: kubernetes, securityContext: containerWithoutRoot } },
      statefulSet: {
        // The chart's own image holds parts that ask for a licence.
        image: { repository: "loft-sh/vcluster-oss" },
        resources: { requests: { cpu: "200m", memory: "512Mi" }, limits: { memory: "2Gi" } },
        security: withoutRoot,
      },
      // Argo CD comes by the name of the Service.
      proxy: { extraSANs: [host] },
      serviceMonitor: { enabled: has("prometheus-crds") },
    },
    exportKubeConfig: { context: name, server: `https://${host}` },
    // Routes and certificates belong to the environment around it; inside, a Service and its pods are enough.
    sync: { toHost: { ingresses: { enabled: false }, serviceAccounts: { enabled: false } } },
    policies: {
      networkPolicy: {
        enabled: true,
        workload: { ingress: [{ from: [fromNamespace("envoy-gateway-system")] }] },
      },
    },
    telemetry: { enabled: false },
  };
}

const fromNamespace = (name: string): Values => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
});

/** One control plane with a database in its volume: it is back as soon as its volume is. */
const single: Values = { controlPlane: { backingStore: { database: { embedded: { enabled: true } } } } };

/** Three control planes around an etcd of three; the one that vcluster embeds asks for a licence. */
function replicated(release: string): Values {
  const scheduling = (app: string): Values => ({
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "kubernetes.io/hostname",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: { app, release } },
      },
    ],
  });
  return {
    controlPlane: {
      backingStore: {
        etcd: {
          deploy: {
            enabled: true,
            statefulSet: {
              highAvailability: { replicas: 3 },
              resources: { requests: { cpu: "50m", memory: "256Mi" }, limits: { memory: "1Gi" } },
              scheduling: scheduling("vcluster-etcd"),
              security: withoutRoot,
            },
          },
        },
      },
      coredns: { deployment: { replicas: 2 } },
      statefulSet: { highAvailability: { replicas: 3 }, scheduling: scheduling("vcluster") },
      advanced: { podDisruptionBudget: { enabled: true } },
    },
  };
}

/** How much all its pods may take together, its control plane among them; pods that say nothing get a small share. */
function bounds(quota: VirtualClusterEntry["quota"]): Values {
  if (quota === undefined) return {};
  // A bound of the chart that the environment file has no word for would surprise whoever meets it.
  const without = (keys: readonly string[]): Values => Object.fromEntries(keys.map((key) => [key, null]));
  const counts = ["configmaps", "endpoints", "persistentvolumeclaims", "secrets", "services"];
  return {
    policies: {
      resourceQuota: {
        enabled: true,
        quota: {
          "requests.cpu": quota.cpu,
          "requests.memory": quota.memory,
          "limits.memory": quota.memory,
          "requests.storage": quota.storage,
          "count/pods": quota.pods,
          "services.nodeports": 0,
          "services.loadbalancers": 0,
          ...without(["limits.cpu", "limits.ephemeral-storage", "requests.ephemeral-storage"]),
          ...without(counts.map((kind) => `count/${kind}`)),
        },
      },
      limitRange: {
        enabled: true,
        default: { memory: "256Mi", ...without(["cpu", "ephemeral-storage"]) },
        defaultRequest: { cpu: "50m", memory: "64Mi", ...without(["ephemeral-storage"]) },
      },
    },
  };
}
