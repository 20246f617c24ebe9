import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import { Token } from "cdktf";
import { Construct } from "constructs";

/**
 * EKS's access policies for people and roles. There are others for AWS's own services.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
 */
export type AccessPolicy =
  | "AmazonEKSClusterAdminPolicy"
  | "AmazonEKSAdminPolicy"
  | "AmazonEKSAdminViewPolicy"
  | "AmazonEKSEditPolicy"
  | "AmazonEKSViewPolicy";

/** What one person or role may do in a cluster: by a policy of EKS, by Kubernetes groups that RBAC knows, or both. */
export interface Access {
  /** ARN of an IAM role or user, with its path: never of a session (`arn:aws:sts::…:assumed-role/…`). */
  readonly principalArn: string;
  /** @default - none: what the groups may */
  readonly policy?: AccessPolicy;
  /**
   * Namespaces that the policy is limited to; `team-*` is allowed.
   * @default - the whole cluster
   */
  readonly namespaces?: readonly string[];
  /**
   * Kubernetes groups that role bindings name.
   * @default - none
   */
  readonly groups?: readonly string[];
}

const PRINCIPAL = /^arn:aws:iam::\d{12}:(role|user)\/.+$/;

/** Everything that is wrong with who has access. */
export function accessProblems(access: Readonly<Record<string, Access>>): readonly string[] {
  const owners = new Map<string, string>();
  return Object.entries(access).flatMap(([key, { principalArn, policy, namespaces, groups = [] }]) => {
    const problems: string[] = [];
    if (!Token.isUnresolved(principalArn) && !PRINCIPAL.test(principalArn)) {
      problems.push(`access ${key}: "${principalArn}" is not the ARN of an IAM role or user.`);
    }
    const owner = owners.get(principalArn);
    if (owner !== undefined)
      problems.push(`access ${key}: ${owner} is the same principal; EKS takes one entry for each.`);
    owners.set(principalArn, key);
    if (policy === undefined && groups.length === 0) problems.push(`access ${key}: needs a policy or groups.`);
    if (policy === undefined && namespaces !== undefined) {
      problems.push(`access ${key}: namespaces limit a policy, and there is none.`);
    }
    if (namespaces?.length === 0) {
      problems.push(`access ${key}: no namespace in namespaces; leave it out for the whole cluster.`);
    }
    return problems;
  });
}

/** An access entry of a cluster, with its policy. */
export class ClusterAccess extends Construct {
  constructor(scope: Construct, id: string, clusterId: string, access: Access) {
    super(scope, id);
    const entry = new EksAccessEntry(this, "Resource", {
      clusterName: clusterId,
      principalArn: access.principalArn,
      type: "STANDARD",
      ...(access.groups && { kubernetesGroups: [...access.groups] }),
    });
    if (access.policy === undefined) return;
    new EksAccessPolicyAssociation(this, "policy", {
      clusterName: clusterId,
      principalArn: entry.principalArn,
      policyArn: `arn:aws:eks::aws:cluster-access-policy/${access.policy}`,
      accessScope: access.namespaces ? { type: "namespace", namespaces: [...access.namespaces] } : { type: "cluster" },
    });
  }
}
