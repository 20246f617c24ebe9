import type { Values } from "../constructs/gitops/values";
import type { KubernetesObject } from "./kubernetes";

/** Namespace of the proxies that bring traffic from outside: Envoy Gateway runs them beside itself. */
const GATEWAY_NAMESPACE = "envoy-gateway-system";

/** Namespace of Prometheus, which reads the metrics that a ServiceMonitor of theirs describes. */
const MONITORING_NAMESPACE = "monitoring";

/** Names lie behind this port. */
const DNS = 53;

/**
 * What pods of a namespace may reach and be reached by: each other, names, the gateway's proxies, Prometheus, and the
 * ranges given. Everything else is refused in both directions.
 *
 * @param labels by which these policies are known
 * @param nameServer address of a name server that is no pod, where there is one
 */
export function networkPolicies(
  namespace: string,
  egress: readonly string[],
  labels: Readonly<Record<string, string>>,
  nameServer?: string,
): KubernetesObject[] {
  const everyPod = {};
  const namespaceNamed = (name: string) => ({
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
  });
  const policy = (name: string, spec: Values): KubernetesObject => ({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace, labels },
    spec,
  });
  const dns = ["UDP", "TCP"].map((protocol) => ({ protocol, port: DNS }));
  return [
    policy("deny-all", { podSelector: everyPod, policyTypes: ["Ingress", "Egress"] }),
    policy("allow-same-namespace", {
      podSelector: everyPod,
      policyTypes: ["Ingress", "Egress"],
      ingress: [{ from: [{ podSelector: everyPod }] }],
      egress: [{ to: [{ podSelector: everyPod }] }],
    }),
    policy("allow-names", {
      podSelector: everyPod,
      policyTypes: ["Egress"],
      egress: [
        {
          to: [
            namespaceNamed("kube-system"),
            ...(nameServer === undefined ? [] : [{ ipBlock: { cidr: `${nameServer}/32` } }]),
          ],
          ports: dns,
        },
      ],
    }),
    policy("allow-gateway", {
      podSelector: everyPod,
      policyTypes: ["Ingress"],
      ingress: [{ from: [namespaceNamed(GATEWAY_NAMESPACE)] }],
    }),
    policy("allow-monitoring", {
      podSelector: everyPod,
      policyTypes: ["Ingress"],
      ingress: [{ from: [namespaceNamed(MONITORING_NAMESPACE)] }],
    }),
    ...(egress.length === 0
      ? []
      : [
          policy("allow-egress", {
            podSelector: everyPod,
            policyTypes: ["Egress"],
            egress: [{ to: egress.map((cidr) => ({ ipBlock: { cidr } })) }],
          }),
        ]),
  ];
}
