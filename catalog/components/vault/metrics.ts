import type { KubernetesObject } from "../../kubernetes";
import { VAULT_NAMESPACE, VAULT_PORTS, VAULT_TLS_SECRET } from "./names";

const NAME = "vault-metrics";
const SERVERS = { "app.kubernetes.io/name": "vault", component: "server" };

/**
 * Metrics of every server by its own listener. The chart's monitor would read the public port, which wants a token,
 * and the leader alone.
 */
export function metrics(): KubernetesObject[] {
  const labels = { "app.kubernetes.io/name": NAME };
  return [
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: NAME, namespace: VAULT_NAMESPACE, labels },
      spec: {
        clusterIP: "None",
        // A sealed server is not ready and should be seen all the same.
        publishNotReadyAddresses: true,
        selector: SERVERS,
        ports: [{ name: "metrics", port: VAULT_PORTS.metrics, targetPort: VAULT_PORTS.metrics }],
      },
    },
    {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "ServiceMonitor",
      metadata: { name: NAME, namespace: VAULT_NAMESPACE, labels },
      spec: {
        selector: { matchLabels: labels },
        endpoints: [
          {
            port: "metrics",
            scheme: "https",
            path: "/v1/sys/metrics",
            params: { format: ["prometheus"] },
            interval: "30s",
            tlsConfig: {
              serverName: `vault.${VAULT_NAMESPACE}.svc`,
              ca: { secret: { name: VAULT_TLS_SECRET, key: "ca.crt" } },
            },
          },
        ],
      },
    },
  ];
}
