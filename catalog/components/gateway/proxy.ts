import type { KubernetesObject } from "../../kubernetes";
import type { Surroundings } from "../../surroundings";
import { GATEWAY } from "./names";

/** How the Gateway's proxies run and what stands before them. */
export function proxy(
  {
    highAvailability,
    laptop,
    options,
  }: Surroundings & { readonly options: { readonly replicas?: number | undefined } },
  annotations: Readonly<Record<string, string>>,
): KubernetesObject {
  const replicas = options.replicas ?? (highAvailability ? 2 : 1);
  return {
    apiVersion: "gateway.envoyproxy.io/v1alpha1",
    kind: "EnvoyProxy",
    metadata: GATEWAY,
    spec: {
      provider: {
        type: "Kubernetes",
        kubernetes: {
          envoyService: {
            type: "LoadBalancer",
            // Keeps the address of who asks. The laptop's load balancer sends to every node, with a proxy or without.
            externalTrafficPolicy: laptop ? "Cluster" : "Local",
            ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
          },
          envoyDeployment: {
            replicas,
            container: { resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "1Gi" } } },
            ...(replicas > 1 ? { pod: { topologySpreadConstraints: [spread(highAvailability)] } } : {}),
          },
          ...(replicas > 1 ? { envoyPDB: { maxUnavailable: 1 } } : {}),
        },
      },
    },
  };
}

function spread(strict: boolean) {
  return {
    maxSkew: 1,
    topologyKey: "kubernetes.io/hostname",
    whenUnsatisfiable: strict ? "DoNotSchedule" : "ScheduleAnyway",
    labelSelector: { matchLabels: { "gateway.envoyproxy.io/owning-gateway-name": GATEWAY.name } },
  };
}
