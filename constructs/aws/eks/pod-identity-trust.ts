import type { Statement } from "../policy-document";

/** The pods that may act in a role. */
export interface PodIdentity {
  readonly clusterArn: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}

/**
 * Trust in the pods of one service account in one cluster. EKS Pod Identity passes all three as session tags: without the conditions, whoever may
 * make an association in any cluster of the account could hand the role to other pods.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export function podIdentityTrust({ clusterArn, namespace, serviceAccount }: PodIdentity): Statement {
  return {
    sid: "AssumedByPods",
    principals: { Service: ["pods.eks.amazonaws.com"] },
    actions: ["sts:AssumeRole", "sts:TagSession"],
    conditions: {
      StringEquals: {
        "aws:RequestTag/eks-cluster-arn": [clusterArn],
        "aws:RequestTag/kubernetes-namespace": [namespace],
        "aws:RequestTag/kubernetes-service-account": [serviceAccount],
      },
    },
  };
}
