import type { Construct } from "constructs";
import type { EksClusterProps } from "./cluster-props";
import { mayUseKeyForVolumes } from "../data/key-access";
import { Role, serviceTrust } from "../identity/role";

const AUTO_MODE_POLICIES = [
  "AmazonEKSComputePolicy",
  "AmazonEKSBlockStoragePolicy",
  "AmazonEKSLoadBalancingPolicy",
  "AmazonEKSNetworkingPolicy",
];

/**
 * The role that the control plane acts in, Auto Mode included: it makes volumes in it, too. When Auto Mode is switched off, EKS still needs
 * what it may for taking nodes and load balancers away.
 * Sources: https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html,
 * https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html
 */
export function clusterRole(scope: Construct, props: EksClusterProps): Role {
  const { account, region, volumeKeyAlias: alias } = props;
  return new Role(scope, "role", {
    name: `${props.name}-cluster`,
    description: `Control plane of the EKS cluster ${props.name}`,
    trust: serviceTrust("eks.amazonaws.com", ["sts:AssumeRole", "sts:TagSession"]),
    managedPolicies: ["AmazonEKSClusterPolicy", ...(props.autoMode ? AUTO_MODE_POLICIES : [])],
    statements: [
      {
        sid: "EncryptSecrets",
        actions: ["kms:Encrypt", "kms:Decrypt", "kms:ListGrants", "kms:DescribeKey"],
        resources: [props.kmsKeyArn],
      },
      ...(props.autoMode ? mayUseKeyForVolumes({ alias, account, region }) : []),
    ],
    goesLast: true,
  });
}

/**
 * The role of the node groups' nodes: joining the cluster, pulling images, and sessions of Systems Manager, the only way to a shell. What pods need
 * is not in it, the pod network included.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html
 */
export function nodeRole(scope: Construct, clusterName: string): Role {
  return new Role(scope, "node_role", {
    name: `${clusterName}-node`,
    description: `Nodes of the EKS cluster ${clusterName}`,
    trust: serviceTrust("ec2.amazonaws.com"),
    managedPolicies: [
      "AmazonEKSWorkerNodePolicy",
      "AmazonEC2ContainerRegistryPullOnly",
      "AmazonSSMManagedInstanceCore",
    ],
  });
}

/**
 * The role of Auto Mode's nodes. Not the node groups' own: EKS takes one access entry for a role, and the two kinds of nodes need different ones.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/auto-create-node-role.html
 */
export function autoNodeRole(scope: Construct, clusterName: string): Role {
  return new Role(scope, "auto_node_role", {
    name: `${clusterName}-auto-node`,
    description: `Auto Mode nodes of the EKS cluster ${clusterName}`,
    trust: serviceTrust("ec2.amazonaws.com"),
    managedPolicies: ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"],
    goesLast: true,
  });
}
