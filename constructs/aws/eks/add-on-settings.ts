import type { Values } from "../../gitops/values";
import type { AddOnName } from "./add-ons";

/** What add-ons' settings follow from. */
export interface AddOnContext {
  readonly region: string;
  /** Subnets for pods by zone (`a`); empty where pods are in the nodes' subnets. */
  readonly podSubnetIds: Readonly<Record<string, string>>;
  /** Security group of the pods in subnets of their own: the nodes' own. */
  readonly clusterSecurityGroupId: string;
}

/**
 * An add-on's `configuration_values`, of the schema that `aws eks describe-addon-configuration` tells; empty: its defaults.
 * The EBS driver's own class of volumes stays off: it would leave it to the account whether they are encrypted.
 */
export function addOnSettings(name: AddOnName, context: AddOnContext): Values {
  if (name === "vpc-cni") return podNetwork(context);
  return {};
}

/**
 * Pods take their addresses in blocks of 16 (more pods on a node, fewer calls to EC2), and network policies are enforced. With subnets for pods,
 * every node takes them from its zone's: the CNI finds the setting named like the node's zone.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/cni-custom-network-tutorial.html
 */
function podNetwork({ region, podSubnetIds, clusterSecurityGroupId }: AddOnContext): Values {
  const zones = Object.entries(podSubnetIds);
  const env = { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" };
  if (zones.length === 0) return { enableNetworkPolicy: "true", env };
  const subnets = zones.map(
    ([zone, id]) => [`${region}${zone}`, { id, securityGroups: [clusterSecurityGroupId] }] as const,
  );
  return {
    enableNetworkPolicy: "true",
    env: { ...env, AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true", ENI_CONFIG_LABEL_DEF: "topology.kubernetes.io/zone" },
    eniConfig: { create: true, region, subnets: Object.fromEntries(subnets) },
  };
}
