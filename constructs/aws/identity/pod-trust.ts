import type { Statement } from "../policy-document";

/** Some pods: those of a few service accounts in one namespace. */
export interface Pods {
  readonly namespace: string;
  readonly serviceAccounts: readonly string[];
}

/**
 * Trust in pods of one cluster by EKS Pod Identity, which names cluster, namespace and service account as session tags.
 * Without the conditions, whoever may make an association in any cluster of the account could hand the role to other pods.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export function podIdentityTrust(clusterArn: string, pods: Pods): Statement {
  return {
    sid: "AssumedByPods",
    principals: { Service: ["pods.eks.amazonaws.com"] },
    actions: ["sts:AssumeRole", "sts:TagSession"],
    conditions: {
      StringEquals: {
        "aws:RequestTag/eks-cluster-arn": [clusterArn],
        "aws:RequestTag/kubernetes-namespace": [pods.namespace],
        "aws:RequestTag/kubernetes-service-account": pods.serviceAccounts,
      },
    },
  };
}

/**
 * Trust in pods that act in this role by way of their own one, most often from another account. Their own role is named by a
 * condition, not as the principal: it comes and goes with its cluster, IAM keeps a principal by the id of the role that was
 * there, and refuses one that isn't. With session tags on, which the trust in the own role needs too, EKS sends no external id.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-assign-target-role.html
 *
 * @param podRoleArn the pods' own role.
 */
export function podTargetTrust(podRoleArn: string, clusterArn: string, pods: Pods): Statement {
  const { sid, actions, conditions } = podIdentityTrust(clusterArn, pods);
  return {
    sid,
    principals: { AWS: [`arn:aws:iam::${podRoleArn.split(":")[4] ?? ""}:root`] },
    actions,
    conditions: { ...conditions, ArnEquals: { "aws:PrincipalArn": [podRoleArn] } },
  };
}

/**
 * Trust in pods of one cluster by its OpenID Connect provider (IRSA), which no other cluster has.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
 *
 * @param issuer the provider's URL without `https://`.
 */
export function irsaTrust(providerArn: string, issuer: string, pods: Pods): Statement {
  return {
    sid: "AssumedByPods",
    principals: { Federated: [providerArn] },
    actions: ["sts:AssumeRoleWithWebIdentity"],
    conditions: {
      StringEquals: {
        [`${issuer}:aud`]: ["sts.amazonaws.com"],
        [`${issuer}:sub`]: pods.serviceAccounts.map((name) => `system:serviceaccount:${pods.namespace}:${name}`),
      },
    },
  };
}

/** Throws unless a namespace and service accounts are names: a `*` would widen a trust without a word. */
export function checkPods(path: string, { namespace, serviceAccounts }: Pods): void {
  if (serviceAccounts.length === 0)
    throw new Error(`${path}: name at least one service account that acts in the role.`);
  for (const name of [namespace, ...serviceAccounts]) {
    if (/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(name)) continue;
    throw new Error(
      `${path}: "${name}" can't be a namespace or a service account: lower-case letters, digits, "-" and ".".`,
    );
  }
}
