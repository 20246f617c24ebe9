import type { Values } from "../constructs/gitops/values";
import { guard, writing } from "./guard";
import type { KubernetesObject } from "./kubernetes";

/**
 * Kinds by which a tenant's namespace would reach beyond itself: proxies and their code run beside everybody's, targets
 * and policies are read by controllers that may see the whole cluster.
 */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  "gateway.networking.k8s.io": ["gateways", "listenersets"],
  "gateway.envoyproxy.io": ["backends", "envoyextensionpolicies", "envoypatchpolicies", "envoyproxies"],
  "kyverno.io": ["*"],
  "policies.kyverno.io": ["*"],
  "monitoring.coreos.com": [
    "alertmanagerconfigs",
    "alertmanagers",
    "probes",
    "prometheusagents",
    "prometheuses",
    "scrapeconfigs",
    "thanosrulers",
  ],
};

/** Generators that ask nobody. */
const GENERATORS = ["generatorstates", "passwords", "sshkeys", "uuids"];

/** Where a monitor would have Prometheus read a file of its own pod, its token above all. */
const FILES = ["?bearerTokenFile", "?tlsConfig.?caFile", "?tlsConfig.?certFile", "?tlsConfig.?keyFile"];

/**
 * What is not put into a tenant's namespace, whoever asks: Argo CD brings a tenant's Applications with every right, and
 * controllers act on what they find there with their own.
 *
 * @param everywhere the namespaces of all tenants
 */
export function kindGuards(everywhere: Values): KubernetesObject[] {
  return [
    ...guard(
      "tenant-kinds",
      Object.entries(KINDS).map(([group, resources]) => writing(group, resources)),
      everywhere,
      [{ expression: "false", message: "This kind reaches beyond its namespace, so it is the platform's alone." }],
    ),
    ...guard("tenant-certificates", [writing("cert-manager.io", ["certificaterequests", "certificates"])], everywhere, [
      {
        // An issuer for the cluster signs every name, Vault's among them.
        expression: 'object.spec.issuerRef.?kind.orValue("Issuer") in ["Issuer", "OriginIssuer"]',
        message: "Issuers of the cluster sign for the platform; names of applications have the Gateway's certificate.",
      },
    ]),
    ...guard(
      "tenant-secrets",
      [writing("external-secrets.io", ["secretstores"]), writing("generators.external-secrets.io", ["*"])],
      everywhere,
      [
        {
          expression: `request.resource.resource == "secretstores" || request.resource.resource in ${JSON.stringify(GENERATORS)}`,
          message: `Of generators there are ${GENERATORS.slice(1).join(", ")}: others act as External Secrets itself.`,
        },
        {
          expression:
            'request.resource.resource != "secretstores" || ["vault", "kubernetes"].exists(name, name in object.spec.provider)',
          message: "A SecretStore reads from vault or kubernetes: others may act as External Secrets itself.",
        },
        {
          // Without an account External Secrets shows its own token, to whatever server the store names.
          expression:
            'request.resource.resource != "secretstores" || ' +
            "!object.spec.provider.?vault.?auth.?kubernetes.hasValue() || " +
            '["serviceAccountRef", "secretRef"].exists(name, name in object.spec.provider.vault.auth.kubernetes)',
          message: "auth.kubernetes of a SecretStore names its account: serviceAccountRef or secretRef.",
        },
        {
          expression:
            'request.resource.resource != "secretstores" || ' +
            '["iam", "gcp"].all(name, !(name in object.spec.provider.?vault.?auth.orValue({})))',
          message: "A SecretStore logs in to Vault as itself: leave out auth.iam and auth.gcp.",
        },
      ],
    ),
    ...guard("tenant-monitors", [writing("monitoring.coreos.com", ["podmonitors", "servicemonitors"])], everywhere, [
      {
        expression: "!has(object.spec.namespaceSelector)",
        message: "A monitor measures its own namespace: leave out namespaceSelector.",
      },
      {
        expression:
          "(object.spec.?endpoints.orValue([]) + object.spec.?podMetricsEndpoints.orValue([]))" +
          `.all(one, ${FILES.map((path) => `!one.${path}.hasValue()`).join(" && ")})`,
        message: "A monitor reads Secrets of its namespace, and no files of Prometheus.",
      },
    ]),
  ];
}
