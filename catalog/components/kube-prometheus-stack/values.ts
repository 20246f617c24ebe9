import { mergeValues, type Values } from "../../../constructs/gitops/values";
import type { Surroundings } from "../../surroundings";
import { alertmanagerStorage, prometheusStorage } from "./storage";

/** What an environment chooses of its monitoring, with every default resolved. */
export interface Monitoring {
  readonly retentionDays: number;
  /** Of the volume of Prometheus; undefined: none. */
  readonly storage: string | undefined;
  readonly nodeExporter: boolean;
}

/** Requests that a small environment needs, and the memory at which something is wrong. */
const sized = (cpu: string, memory: string, limit: string): Values => ({
  requests: { cpu, memory },
  limits: { memory: limit },
});

/** Everything that a pod may be denied without the chart's pods missing it. */
const LOCKED: Values = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
};

/** Prometheus, Alertmanager and what they measure by; Grafana's values are its own file's. */
export function stackValues(surroundings: Surroundings, monitoring: Monitoring): Values {
  return mergeValues(base(surroundings, monitoring), surroundings.highAvailability ? replicated : {});
}

function base({ environment, has }: Surroundings, { retentionDays, storage, nodeExporter }: Monitoring): Values {
  return {
    // A component of its own, there before everything that is monitored.
    crds: { enabled: false },
    ...unreachable,
    nodeExporter: { enabled: nodeExporter },
    "prometheus-node-exporter": { resources: sized("20m", "32Mi", "128Mi") },
    "kube-state-metrics": { resources: sized("10m", "64Mi", "256Mi") },
    prometheusOperator: {
      resources: sized("20m", "64Mi", "256Mi"),
      prometheusConfigReloader: { resources: sized("5m", "32Mi", "64Mi") },
      // Certificates of cert-manager's making: no hook jobs, and nothing that expires unseen.
      ...(has("cert-manager")
        ? { admissionWebhooks: { certManager: { enabled: true }, patch: { enabled: false } } }
        : {}),
    },
    prometheus: {
      prometheusSpec: {
        ...everything,
        externalLabels: { environment },
        retention: `${retentionDays}d`,
        resources: sized("200m", "512Mi", "3Gi"),
        ...prometheusStorage(storage),
      },
    },
    alertmanager: { alertmanagerSpec: { resources: sized("10m", "32Mi", "128Mi"), ...alertmanagerStorage(storage) } },
  };
}

/**
 * The control plane's own parts listen on their machine alone, in k3s within one process whose metrics the API server
 * shows too, or belong to the cloud's provider. Targets that are never up would only be alerts that nobody can mend.
 * @see https://docs.k3s.io/reference/metrics
 * @see https://docs.aws.amazon.com/eks/latest/userguide/view-raw-metrics.html
 */
const unreachable: Values = {
  kubeControllerManager: { enabled: false },
  kubeEtcd: { enabled: false },
  kubeProxy: { enabled: false },
  kubeScheduler: { enabled: false },
};

/** Whoever describes metrics or rules is heard, in any namespace, without a label of this release. */
const everything: Values = {
  serviceMonitorSelectorNilUsesHelmValues: false,
  podMonitorSelectorNilUsesHelmValues: false,
  probeSelectorNilUsesHelmValues: false,
  ruleSelectorNilUsesHelmValues: false,
  scrapeConfigSelectorNilUsesHelmValues: false,
};

/** Two that measure the same, three that agree on what was sent: one machine may go. */
const replicated: Values = {
  prometheus: { prometheusSpec: { replicas: 2 }, podDisruptionBudget: { enabled: true, minAvailable: 1 } },
  alertmanager: { alertmanagerSpec: { replicas: 3 }, podDisruptionBudget: { enabled: true, minAvailable: 2 } },
};

/** Names of the Secret and the account by which people log in when single sign-on is away. */
export const GRAFANA_ADMIN = "grafana-admin";

/** Grafana keeps nothing: dashboards are ConfigMaps, people come from single sign-on or are the one administrator. */
export function grafanaValues({ domain, has }: Surroundings): Values {
  return {
    ...(has("secret-store") ? { admin: { existingSecret: GRAFANA_ADMIN } } : {}),
    "grafana.ini": {
      server: { domain: `grafana.${domain}`, root_url: `https://grafana.${domain}` },
      analytics: { check_for_updates: false, check_for_plugin_updates: false, reporting_enabled: false },
      "auth.anonymous": { enabled: false },
      security: { cookie_secure: true, strict_transport_security: true },
      users: { allow_sign_up: false },
    },
    resources: sized("50m", "128Mi", "512Mi"),
    containerSecurityContext: LOCKED,
    sidecar: { resources: sized("10m", "64Mi", "256Mi"), securityContext: LOCKED },
  };
}
