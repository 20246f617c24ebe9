import { mergeValues, type Values } from "../../constructs/gitops/values";
import { NO_OPTIONS, component } from "../define";
import type { Surroundings } from "../surroundings";

/** Judges what is written to the API server, by policies. */
export const kyverno = component({
  name: "kyverno",
  summary: "Judges every object by policies, before it is stored and ever after.",
  group: "policies",
  chart: { repository: "https://kyverno.github.io/kyverno", name: "kyverno" },
  namespace: "kyverno",
  podSecurity: "restricted",
  serverSideApply: true,
  after: ["prometheus-crds"],
  options: NO_OPTIONS,
  values: (context) => mergeValues(base(context), context.highAvailability ? replicated : {}),
  // Kubernetes fills in the rules of roles that are made of others.
  ignoreDifferences: ["admission", "background", "cleanup", "reports"].map((part) => ({
    group: "rbac.authorization.k8s.io",
    kind: "ClusterRole",
    name: `kyverno:${part}-controller`,
    jqPathExpressions: [".rules"],
  })),
});

const CONTROLLERS = ["admissionController", "backgroundController", "cleanupController", "reportsController"];

function base({ has, highAvailability }: Surroundings): Values {
  const everywhere: Values = { serviceMonitor: { enabled: has("prometheus-crds") } };
  return {
    ...Object.fromEntries(CONTROLLERS.map((name) => [name, { ...everywhere, ...sizes[name] }])),
    config: {
      // Else a hook of Helm keeps the ConfigMap, and Argo CD never finishes removing the component.
      preserve: false,
      webhooks: {
        namespaceSelector: {
          matchExpressions: [
            {
              key: "kubernetes.io/metadata.name",
              operator: "NotIn",
              // The network's own pods, and whoever repairs Kyverno, must start while it is away. Its own namespace the
              // chart adds.
              values: ["kube-system", "argocd", "flux-system"],
            },
          ],
        },
      },
    },
    features: {
      // One namespace that the registry alone writes to: no team excuses itself.
      policyExceptions: { enabled: true, namespace: "kyverno" },
      // With one replica every restart is an outage: then what can't be judged is let in, and reported afterwards.
      forceFailurePolicyIgnore: { enabled: !highAvailability },
    },
    // Policies are the platform's: Kyverno keeps even those of one namespace by rights of its own, for the whole cluster.
    rbac: { roles: { aggregate: { admin: false } } },
    grafana: { enabled: has("kube-prometheus-stack") },
  };
}

/** The chart's sizes, with room for the reports of a platform's worth of pods. */
const sizes: Readonly<Record<string, Values>> = {
  admissionController: {
    container: { resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } } },
  },
  backgroundController: { resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "256Mi" } } },
  cleanupController: { resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } } },
  reportsController: { resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "512Mi" } } },
};

const budget: Values = { podDisruptionBudget: { enabled: true, minAvailable: 1 } };

/**
 * Three judge, so that an upgrade of the machines never leaves fewer than two; of the others one leads and one waits.
 * @see https://kyverno.io/docs/guides/high-availability/
 */
const replicated: Values = {
  admissionController: {
    replicas: 3,
    podDisruptionBudget: { enabled: true, minAvailable: 2 },
    // Nothing starts without it: it comes before everything but the cluster's own.
    priorityClassName: "system-cluster-critical",
  },
  backgroundController: { replicas: 2, ...budget },
  cleanupController: { replicas: 2, ...budget },
  reportsController: { replicas: 2, ...budget },
};
