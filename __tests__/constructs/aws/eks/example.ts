import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { EksCluster } from "../../../../constructs/aws/eks/eks-cluster";
import type { EksClusterProps } from "../../../../constructs/aws/eks/cluster-props";
import type { NodeGroupSpec } from "../../../../constructs/aws/eks/node-groups";
import type { Network } from "../../../../constructs/aws/network/network";
import type { BaseStack } from "../../../../stacks/base-stack";
import { synthesize, testStack } from "../../../helpers/synthesize";
import type { StackView } from "../../../helpers/stack-view";

export const KEY = "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d";

/** Alias of the key of pods' volumes, which is another: it outlives the cluster. */
export const VOLUME_KEY = "example-production-data";

export const NETWORK: Network = {
  vpcId: "vpc-1",
  privateSubnetIds: { a: "subnet-private-a", b: "subnet-private-b", c: "subnet-private-c" },
  publicSubnetIds: {},
  intraSubnetIds: { a: "subnet-intra-a", b: "subnet-intra-b", c: "subnet-intra-c" },
  podSubnetIds: {},
};

export const GENERAL: NodeGroupSpec = {
  amiType: "AL2023_ARM_64_STANDARD",
  instanceTypes: ["m7g.large", "m8g.large"],
  minSize: 2,
  maxSize: 6,
};

export const ADD_ONS = {
  "vpc-cni": { version: "v1.21.1-eksbuild.7" },
  "kube-proxy": { version: "v1.35.3-eksbuild.2" },
  coredns: { version: "v1.14.2-eksbuild.4" },
  "eks-pod-identity-agent": { version: "v1.3.10-eksbuild.3" },
  "aws-ebs-csi-driver": { version: "v1.59.0-eksbuild.1" },
  "metrics-server": { version: "v0.8.1-eksbuild.4" },
} as const;

export function clusterProps(over: Partial<EksClusterProps> = {}): EksClusterProps {
  return {
    name: "production",
    version: "1.35",
    region: "eu-central-1",
    account: "111122223333",
    network: NETWORK,
    kmsKeyArn: KEY,
    volumeKeyAlias: VOLUME_KEY,
    addOns: ADD_ONS,
    nodeGroups: { general: GENERAL },
    ...over,
  };
}

/** A stack that may have resources of AWS. */
export function awsStack(): BaseStack {
  const stack = testStack();
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  return stack;
}

export function clusterView(over: Partial<EksClusterProps> = {}): StackView {
  const stack = awsStack();
  new EksCluster(stack, "eks", clusterProps(over));
  return synthesize(stack);
}
