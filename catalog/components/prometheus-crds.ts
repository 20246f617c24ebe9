import { NO_OPTIONS, component } from "../define";

/** The kinds of the Prometheus operator, apart from the operator: other components describe their metrics by them before it runs. */
export const prometheusCrds = component({
  name: "prometheus-crds",
  summary: "Defines the kinds by which components say how they are monitored.",
  group: "observability",
  chart: { repository: "https://prometheus-community.github.io/helm-charts", name: "prometheus-operator-crds" },
  namespace: "monitoring",
  // Of the namespace that it shares: node-exporter there needs the host's namespaces.
  podSecurity: "privileged",
  stateful: true,
  serverSideApply: true,
  keep: true,
  options: NO_OPTIONS,
  values: () => ({
    crds: {
      annotations: {
        // With a definition go all objects of its kind, whoever made them.
        "argocd.argoproj.io/sync-options": "Prune=false,Delete=false",
        "helm.sh/resource-policy": "keep",
      },
    },
  }),
});
