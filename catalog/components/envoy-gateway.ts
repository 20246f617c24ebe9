import { NO_OPTIONS, component } from "../define";
import type { KubernetesObject } from "../kubernetes";

const NAMESPACE = "envoy-gateway-system";

/** The controller that makes Envoy proxies of Gateways. */
export const envoyGateway = component({
  name: "envoy-gateway",
  summary: "Makes Envoy proxies of Gateways and routes.",
  group: "traffic",
  chart: { repository: "oci://docker.io/envoyproxy", name: "gateway-helm" },
  namespace: NAMESPACE,
  // Its proxies run here too.
  podSecurity: "restricted",
  dependsOn: { "gateway-crds": ">=1.9.0" },
  after: ["prometheus-crds"],
  options: NO_OPTIONS,
  values: ({ highAvailability }) => ({
    // The component gateway-crds brings them.
    crds: { enabled: false },
    deployment: {
      replicas: highAvailability ? 2 : 1,
      envoyGateway: { resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "1Gi" } } },
      ...(highAvailability ? { pod: { topologySpreadConstraints: [apart] } } : {}),
    },
    ...(highAvailability ? { podDisruptionBudget: { minAvailable: 1 } } : {}),
    certgen: { job: { resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } } } },
  }),
  manifests: ({ has }) => [
    routesRole("edit", ["create", "delete", "deletecollection", "patch", "update"]),
    routesRole("view", ["get", "list", "watch"]),
    ...(has("prometheus-crds") ? [controllerMetrics, proxyMetrics] : []),
  ],
});

/** No two of its pods on one machine. */
const apart = {
  maxSkew: 1,
  topologyKey: "kubernetes.io/hostname",
  whenUnsatisfiable: "DoNotSchedule",
  labelSelector: { matchLabels: { "control-plane": "envoy-gateway" } },
};

/**
 * Whoever may change a namespace, or look at it, may do so with its routes: people of a tenant, and Flux, which has no
 * more rights than its tenant. Which routes the Gateway takes it says itself.
 */
function routesRole(role: "edit" | "view", verbs: readonly string[]): KubernetesObject {
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: {
      name: `routes-${role}`,
      // `admin` and `edit` have all that `edit` and `view` have.
      labels: { [`rbac.authorization.k8s.io/aggregate-to-${role}`]: "true" },
    },
    rules: [{ apiGroups: ["gateway.networking.k8s.io"], resources: ["grpcroutes", "httproutes"], verbs }],
  };
}

/** The chart has no monitor of its own. */
const controllerMetrics: KubernetesObject = {
  apiVersion: "monitoring.coreos.com/v1",
  kind: "ServiceMonitor",
  metadata: { name: "envoy-gateway", namespace: NAMESPACE },
  spec: {
    selector: { matchLabels: { "control-plane": "envoy-gateway" } },
    endpoints: [{ port: "metrics", path: "/metrics" }],
  },
};

/** The proxies of every Gateway. */
const proxyMetrics: KubernetesObject = {
  apiVersion: "monitoring.coreos.com/v1",
  kind: "PodMonitor",
  metadata: { name: "envoy-proxies", namespace: NAMESPACE },
  spec: {
    selector: {
      matchLabels: { "app.kubernetes.io/managed-by": "envoy-gateway", "app.kubernetes.io/component": "proxy" },
    },
    podMetricsEndpoints: [{ port: "metrics", path: "/stats/prometheus" }],
  },
};
