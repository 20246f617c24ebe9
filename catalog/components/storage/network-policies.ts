import type { KubernetesObject } from "../../kubernetes";
import type { Cloud } from "../../surroundings";

/**
 * Has Auto Mode enforce network policies, which it doesn't by itself. Where there are other nodes, the add-on of their network makes the same
 * object.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html
 */
export function enforcedNetworkPolicies({ autoMode }: Extract<Cloud, { readonly kind: "aws" }>): KubernetesObject[] {
  if (autoMode === undefined || autoMode.otherNodes) return [];
  return [
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "amazon-vpc-cni", namespace: "kube-system" },
      data: { "enable-network-policy-controller": "true" },
    },
  ];
}
