import type { Values } from "../../../constructs/gitops/values";
import type { SecretSpec } from "../../kubernetes";

/** Who is told about alerts. */
export interface Alerting {
  readonly receiver: "none" | "slack" | "webhook";
  /** Of Slack. */
  readonly channel: string;
}

/** The Secret with the receiver's address, whoever knows which may write there. */
const SECRET = "alertmanager-receiver";

/** The address of the receiver in a file of Alertmanager's pod, so that the configuration holds no secret. */
const URL_FILE = `/etc/alertmanager/secrets/${SECRET}/url`;

/** The receiver's address in Vault, at `platform/alertmanager`. */
export function alertingSecrets({ receiver }: Alerting): SecretSpec[] {
  if (receiver === "none") return [];
  return [{ name: SECRET, data: { url: { path: "platform/alertmanager", property: "url" } } }];
}

/** Values of the chart below `alertmanager` that send alerts to the receiver; without one they are seen in Grafana only. */
export function alertingValues(alerting: Alerting): Values {
  if (alerting.receiver === "none") return {};
  return {
    config: {
      route: { receiver: alerting.receiver, group_by: ["alertname", "namespace"] },
      // A list of the chart's own is replaced as a whole: its receiver for alerts that nobody needs comes along.
      receivers: [{ name: "null" }, { name: alerting.receiver, ...target(alerting) }],
    },
    alertmanagerSpec: { secrets: [SECRET] },
  };
}

function target({ receiver, channel }: Alerting): Values {
  if (receiver === "webhook") return { webhook_configs: [{ url_file: URL_FILE, send_resolved: true }] };
  return {
    slack_configs: [
      {
        api_url_file: URL_FILE,
        channel,
        send_resolved: true,
        title: "{{ .Status | toUpper }} {{ .CommonLabels.alertname }}",
        text: "{{ range .Alerts }}{{ .Annotations.summary }}: {{ .Annotations.description }}\n{{ end }}",
      },
    ],
  };
}
