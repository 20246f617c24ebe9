import type {
  EksClusterComputeConfig,
  EksClusterKubernetesNetworkConfigElasticLoadBalancing,
  EksClusterStorageConfig,
} from "@cdktf/provider-aws/lib/eks-cluster";
import { Fn } from "cdktf";
import { nodeGroupsProblem, type NodeGroupSpec } from "./node-groups";

/** A node pool that EKS Auto Mode brings along. */
export type AutoNodePool = "general-purpose" | "system";

/** EKS Auto Mode: EKS runs nodes, their network, load balancers and block storage. */
export interface AutoMode {
  /** `general-purpose` has amd64 nodes for every pod, `system` nodes for those alone that tolerate `CriticalAddonsOnly`. */
  readonly nodePools: readonly AutoNodePool[];
}

/** What Auto Mode is in a cluster's own configuration. */
export interface AutoModeConfig {
  readonly compute: EksClusterComputeConfig;
  readonly loadBalancing: EksClusterKubernetesNetworkConfigElasticLoadBalancing;
  readonly storage: EksClusterStorageConfig;
}

/**
 * The three parts that EKS wants on or off together. Off is written down, too: the provider takes what is left out for what the cluster has, so
 * that Auto Mode would stay on, without the role that it needs.
 * Source: https://github.com/hashicorp/terraform-provider-aws/pull/44334
 *
 * @param nodeRoleArn role of its nodes; only with Auto Mode.
 */
export function autoModeConfig(autoMode: AutoMode | undefined, nodeRoleArn: string | undefined): AutoModeConfig {
  const enabled = autoMode !== undefined;
  return {
    compute: {
      enabled,
      ...(enabled && { nodePools: [...autoMode.nodePools] }),
      ...(nodeRoleArn !== undefined && { nodeRoleArn }),
    },
    loadBalancing: { enabled },
    storage: { blockStorage: { enabled } },
  };
}

/** What is wrong with where a cluster's pods run: on Auto Mode's nodes, on those of node groups, or on both. */
export function nodesProblem(
  autoMode: AutoMode | undefined,
  nodeGroups: Readonly<Record<string, NodeGroupSpec>>,
): string | undefined {
  const groups = Object.keys(nodeGroups).length;
  if (!autoMode) return groups === 0 ? "A cluster needs a node group or Auto Mode." : nodeGroupsProblem(nodeGroups);
  const { nodePools } = autoMode;
  if (nodePools.length === 0) return "Auto Mode needs a node pool: general-purpose, system or both.";
  if (nodePools.includes("general-purpose") || (groups > 0 && nodeGroupsProblem(nodeGroups) === undefined)) {
    return undefined;
  }
  return "The node pool system takes only pods that tolerate CriticalAddonsOnly: others would have nowhere to run. Add general-purpose, or a node group without taints that begins with a node.";
}

/**
 * Auto Mode puts its nodes into the subnets that the control plane has when it is switched on, and follows no later change. A cluster that was
 * made without it has them where nothing leads out: no node would ever join. Told by a plan, before anything is done.
 * Source: https://github.com/aws/containers-roadmap/issues/2793
 */
export function nodesHaveAWayOut(clusterName: string, privateSubnetIds: readonly string[]) {
  const subnets = Fn.join(",", [...privateSubnetIds]);
  return {
    condition: `\${length(setsubtract(self.vpc_config[0].subnet_ids, toset(split(",", ${subnets})))) == 0}`,
    errorMessage:
      "Auto Mode puts nodes where the control plane is, and this one is in subnets without a way out. Move it first, then plan again: " +
      `aws eks update-cluster-config --name ${clusterName} --resources-vpc-config subnetIds=${subnets}`,
  };
}
