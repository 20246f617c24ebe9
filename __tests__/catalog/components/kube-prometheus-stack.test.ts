import { kubePrometheusStack } from "../../../catalog/components/kube-prometheus-stack";
import { prometheusCrds } from "../../../catalog/components/prometheus-crds";
import { configure, onAws, onAzure, surroundings } from "./surroundings";

const small = configure(kubePrometheusStack);
const laptop = configure(kubePrometheusStack, {}, { laptop: true, has: (name) => name === "prometheus-crds" });
const production = configure(kubePrometheusStack, { retentionDays: 30, storage: "100Gi" }, onAws);

describe("kube-prometheus-stack", () => {
  test("keeps metrics for the days asked for, and lets the oldest go before the volume is full", () => {
    expect(production.values).toHaveProperty("prometheus.prometheusSpec.retention", "30d");
    expect(production.values).toHaveProperty("prometheus.prometheusSpec.retentionSize", "85GB");
    expect(production.values).toHaveProperty(
      "prometheus.prometheusSpec.storageSpec.volumeClaimTemplate.spec.resources.requests.storage",
      "100Gi",
    );
    expect(small.values).toHaveProperty("prometheus.prometheusSpec.retention", "14d");
  });

  test("has volumes everywhere but on a laptop, where one is made only when asked for", () => {
    expect(small.values).toHaveProperty("alertmanager.alertmanagerSpec.storage");
    expect(laptop.values).not.toHaveProperty("prometheus.prometheusSpec.storageSpec");
    expect(laptop.values).not.toHaveProperty("alertmanager.alertmanagerSpec.storage");
    expect(configure(kubePrometheusStack, { storage: "5Gi" }, { laptop: true }).values).toHaveProperty(
      "prometheus.prometheusSpec.storageSpec",
    );
  });

  test("survives the loss of a machine where there are several, and runs once elsewhere", () => {
    expect(production.values).toMatchObject({
      prometheus: { prometheusSpec: { replicas: 2 }, podDisruptionBudget: { enabled: true, minAvailable: 1 } },
      alertmanager: { alertmanagerSpec: { replicas: 3 }, podDisruptionBudget: { enabled: true, minAvailable: 2 } },
    });
    expect(small.values).not.toHaveProperty("prometheus.podDisruptionBudget");
    expect(small.values).not.toHaveProperty("prometheus.prometheusSpec.replicas");
  });

  test("hears metrics and rules of every namespace, whatever their labels", () => {
    expect(small.values).toMatchObject({
      prometheus: {
        prometheusSpec: {
          serviceMonitorSelectorNilUsesHelmValues: false,
          podMonitorSelectorNilUsesHelmValues: false,
          probeSelectorNilUsesHelmValues: false,
          ruleSelectorNilUsesHelmValues: false,
          scrapeConfigSelectorNilUsesHelmValues: false,
        },
      },
    });
  });

  test.each([
    ["k3s", {}],
    ["AWS", onAws],
    ["Azure", onAzure],
  ])("leaves out the parts of the control plane that nobody can reach on %s", (_, change) => {
    for (const part of ["kubeControllerManager", "kubeEtcd", "kubeProxy", "kubeScheduler"]) {
      expect(configure(kubePrometheusStack, {}, change).values).toHaveProperty(`${part}.enabled`, false);
    }
  });

  test("leaves the definitions to prometheus-crds, of the same operator, in the same namespace", () => {
    expect(small.values).toHaveProperty("crds.enabled", false);
    expect(small.dependsOn).toHaveProperty("prometheus-crds", ">=31.0.0 <32.0.0");
    expect(kubePrometheusStack).toMatchObject({
      namespace: prometheusCrds.namespace,
      podSecurity: prometheusCrds.podSecurity,
      stateful: prometheusCrds.stateful,
    });
  });

  test("tells nobody about alerts until somebody is named", () => {
    expect(small.values).not.toHaveProperty("alertmanager.config");
    expect(small.secrets.map(({ name }) => name)).toEqual(["grafana-admin"]);
  });

  test.each([
    ["slack", "slack_configs", "api_url_file"],
    ["webhook", "webhook_configs", "url_file"],
  ])("sends alerts by %s to an address that only Vault and Alertmanager's pod hold", (receiver, configs, key) => {
    const { values, secrets } = configure(kubePrometheusStack, { receiver, channel: "#platform" });
    expect(values).toHaveProperty("alertmanager.config.route.receiver", receiver);
    expect(values).toHaveProperty(
      "alertmanager.config.receivers.1." + configs + ".0." + key,
      "/etc/alertmanager/secrets/alertmanager-receiver/url",
    );
    expect(values).toHaveProperty("alertmanager.alertmanagerSpec.secrets", ["alertmanager-receiver"]);
    expect(secrets).toContainEqual({
      name: "alertmanager-receiver",
      data: { url: { path: "platform/alertmanager", property: "url" } },
    });
  });

  test("keeps the chart's receiver for alerts that nobody needs, which its route still names", () => {
    expect(configure(kubePrometheusStack, { receiver: "slack" }).values).toHaveProperty(
      "alertmanager.config.receivers.0.name",
      "null",
    );
  });

  test("takes Grafana's password from Vault where there is one, and lets the chart make one up elsewhere", () => {
    expect(small.values).toHaveProperty("grafana.admin.existingSecret", "grafana-admin");
    expect(small.dependsOn).toHaveProperty("secret-store");
    expect(small.manifests).toContainEqual(
      expect.objectContaining({ kind: "ExternalSecret", metadata: { name: "grafana-admin", namespace: "monitoring" } }),
    );
    expect(laptop.values).not.toHaveProperty("grafana.admin");
    expect(laptop.dependsOn).not.toHaveProperty("secret-store");
  });

  test("does not let Argo CD write a new made-up password at every look", () => {
    expect(kubePrometheusStack.ignoreDifferences).toContainEqual({
      group: "",
      kind: "Secret",
      name: "kube-prometheus-stack-grafana",
      jqPathExpressions: ['.data["admin-password"]'],
    });
  });

  test("shows Grafana to people, and nothing that doesn't ask who they are", () => {
    expect(small.links.map(({ host }) => host)).toEqual(["grafana"]);
    expect(small.values).toHaveProperty(["grafana", "grafana.ini", "auth.anonymous", "enabled"], false);
    expect(small.values).toHaveProperty(
      ["grafana", "grafana.ini", "server", "root_url"],
      "https://grafana.staging.example.org",
    );
  });

  test("leaves machines alone where nodeExporter is false", () => {
    expect(configure(kubePrometheusStack, { nodeExporter: false }).values).toHaveProperty(
      "nodeExporter.enabled",
      false,
    );
  });

  test("has cert-manager make the webhook's certificate, where it is there", () => {
    expect(small.values).toHaveProperty("prometheusOperator.admissionWebhooks.patch.enabled", false);
    expect(laptop.values).not.toHaveProperty("prometheusOperator.admissionWebhooks");
    expect(kubePrometheusStack.after).toContain("cert-manager");
  });

  test.each([
    [{ storage: "50G" }, "is not a size in whole gibibytes such as 50Gi."],
    [{ storage: "0Gi" }, "is not a size in whole gibibytes such as 50Gi."],
    [{ retentionDays: 0 }, "retentionDays"],
    [{ receiver: "pager" }, "receiver"],
    [{ channel: "alerts" }, "is not a channel such as #alerts"],
  ])("refuses %j", (options, message) => {
    expect(() => configure(kubePrometheusStack, options)).toThrow(message);
  });
});

describe("the variant sso of kube-prometheus-stack", () => {
  const { values, secrets, dependsOn } = configure(kubePrometheusStack, {}, onAws, ["sso"]);

  test("asks Vault who somebody is, as a client whose secret is in no value", () => {
    expect(values).toHaveProperty(
      ["grafana", "grafana.ini", "auth.generic_oauth", "token_url"],
      expect.stringMatching(/^https:\/\/vault\.example\.org\/v1\//),
    );
    expect(values).toHaveProperty(
      "grafana.envValueFrom.GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET.secretKeyRef.name",
      "grafana-oidc",
    );
    expect(secrets).toContainEqual(expect.objectContaining({ name: "grafana-oidc" }));
    expect(dependsOn).toHaveProperty("vault");
  });

  test("keeps what the component says of Grafana beside it", () => {
    expect(values).toHaveProperty(["grafana", "grafana.ini", "server", "domain"], "grafana.example.org");
  });

  test("is off unless it is chosen, and an unknown variant is refused", () => {
    expect(small.values).not.toHaveProperty("grafana.envValueFrom");
    expect(() => kubePrometheusStack.configure(surroundings(), { options: {}, variants: ["ldap"] })).toThrow(
      'kube-prometheus-stack has no variant "ldap".',
    );
  });
});
