import { z } from "zod";
import { field } from "../../config/schema/field";
import { mergeValues } from "../../constructs/gitops/values";
import { component } from "../define";
import { alertingSecrets, alertingValues } from "./kube-prometheus-stack/alerting";
import { ssoSecrets, ssoValues } from "./kube-prometheus-stack/sso";
import { GRAFANA_ADMIN, grafanaValues, stackValues } from "./kube-prometheus-stack/values";

/** Size of the volume of Prometheus where the file says nothing. */
const STORAGE = "20Gi";

/** Measures, alerts and shows: Prometheus, Alertmanager and Grafana. */
export const kubePrometheusStack = component({
  name: "kube-prometheus-stack",
  summary: "Measures everything, alerts people, and shows it in Grafana.",
  group: "observability",
  chart: { repository: "https://prometheus-community.github.io/helm-charts", name: "kube-prometheus-stack" },
  namespace: "monitoring",
  // node-exporter reads the machine itself: its network, its processes and its disks.
  podSecurity: "privileged",
  stateful: true,
  serverSideApply: true,
  // Both are made for one version of the operator, and move together.
  dependsOn: { "prometheus-crds": ">=31.0.0 <32.0.0" },
  after: ["cert-manager", "storage"],
  options: z.strictObject({
    retentionDays: field(z.int().min(1).max(400), "Days that metrics are kept; 14 by default", 30).default(14),
    storage: field(
      z.string().regex(/^[1-9]\d{0,4}Gi$/, "is not a size in whole gibibytes such as 50Gi."),
      `Volume of each Prometheus; ${STORAGE} by default, none on a laptop`,
      "50Gi",
    ).optional(),
    nodeExporter: field(z.boolean(), "Whether machines themselves are measured; true by default", true).default(true),
    receiver: field(
      z.enum(["none", "slack", "webhook"]),
      "Who is told about alerts, at the address in Vault; none by default",
      "slack",
    ).default("none"),
    channel: field(
      z.string().regex(/^[#@][\w.-]+$/, "is not a channel such as #alerts, or a person such as @somebody."),
      "Slack channel of the alerts; #alerts by default",
      "#platform",
    ).default("#alerts"),
  }),
  values: (context) => {
    const { laptop, options } = context;
    const storage = options.storage ?? (laptop ? undefined : STORAGE);
    return {
      ...mergeValues(stackValues(context, { ...options, storage }), { alertmanager: alertingValues(options) }),
      grafana: grafanaValues(context),
    };
  },
  secrets: ({ has, options }) => [
    ...(has("secret-store")
      ? [
          {
            name: GRAFANA_ADMIN,
            data: { password: { path: "platform/grafana", property: "admin-password" } },
            template: { "admin-user": "admin", "admin-password": "{{ .password }}" },
          },
        ]
      : []),
    ...alertingSecrets(options),
  ],
  links: () => [
    // Prometheus and Alertmanager ask nobody who they are, so they have no page.
    { name: "Grafana", host: "grafana", service: { name: "kube-prometheus-stack-grafana", port: 80 } },
  ],
  ignoreDifferences: [
    // Without the secret store the chart makes up a password, another one at each rendering: the first stays.
    {
      group: "",
      kind: "Secret",
      name: "kube-prometheus-stack-grafana",
      jqPathExpressions: ['.data["admin-password"]'],
    },
    {
      group: "apps",
      kind: "Deployment",
      name: "kube-prometheus-stack-grafana",
      jqPathExpressions: ['.spec.template.metadata.annotations["checksum/secret"]'],
    },
    // Filled in by whoever makes the operator's certificate.
    ...["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"].map((kind) => ({
      group: "admissionregistration.k8s.io",
      kind,
      name: "kube-prometheus-stack-admission",
      jqPathExpressions: [".webhooks[]?.clientConfig.caBundle"],
    })),
  ],
  variants: {
    sso: {
      summary: "People log in to Grafana through Vault; groups decide what they may do.",
      dependsOn: { vault: "*" },
      values: (context) => ({ grafana: ssoValues(context) }),
      secrets: ssoSecrets,
    },
  },
});
