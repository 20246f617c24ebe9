import type { Statement } from "../../policy-document";
import { ROLE_NAME_LIMIT, roleArnOf } from "../role";
import type { Deployment } from "./deployment";

/** AWS's own policies that the roles of a cluster have. */
const MANAGED_POLICIES: readonly string[] = [
  "AmazonEBSCSIDriverEKSClusterScopedPolicy",
  "AmazonEC2ContainerRegistryPullOnly",
  "AmazonEKSBlockStoragePolicy",
  "AmazonEKSClusterPolicy",
  "AmazonEKSComputePolicy",
  "AmazonEKSLoadBalancingPolicy",
  "AmazonEKSNetworkingPolicy",
  "AmazonEKSWorkerNodeMinimalPolicy",
  "AmazonEKSWorkerNodePolicy",
  "AmazonEKS_CNI_Policy",
  "AmazonSSMManagedInstanceCore",
  "service-role/AmazonEFSCSIDriverPolicy",
];

/** Services that the roles are handed to. */
const HANDED_TO = ["capabilities.eks", "ec2", "eks", "pods.eks", "vpc-flow-logs"];

/** Services whose own roles come with the first cluster, group or machine of an account. */
const SERVICE_LINKED = ["autoscaling", "eks", "eks-nodegroup", "spot"];

/** The roles of the environment, by their names. */
export function mayDeployRoles({ name, account }: Deployment): readonly Statement[] {
  const iam = `arn:aws:iam::${account}`;
  // A name that is cut keeps its beginning.
  const start = `${name}-`.slice(0, CUT);
  const roles = [`${iam}:role/${start}*`];
  return [
    {
      sid: "DeployRoles",
      actions: [
        "iam:AddRoleToInstanceProfile",
        "iam:CreateInstanceProfile",
        "iam:CreateRole",
        "iam:DeleteInstanceProfile",
        "iam:DeleteRole",
        "iam:DeleteRolePolicy",
        "iam:PutRolePolicy",
        "iam:RemoveRoleFromInstanceProfile",
        "iam:TagInstanceProfile",
        "iam:TagRole",
        "iam:UntagInstanceProfile",
        "iam:UntagRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
        "iam:UpdateRoleDescription",
      ],
      resources: [...roles, `${iam}:instance-profile/${start}*`],
    },
    {
      sid: "AttachPolicies",
      actions: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
      resources: roles,
      conditions: {
        ArnEquals: { "iam:PolicyARN": MANAGED_POLICIES.map((policy) => `arn:aws:iam::aws:policy/${policy}`) },
      },
    },
    {
      sid: "HandRolesOn",
      actions: ["iam:PassRole"],
      resources: roles,
      conditions: { StringEquals: { "iam:PassedToService": HANDED_TO.map((service) => `${service}.amazonaws.com`) } },
    },
    {
      sid: "MakeServiceRoles",
      actions: ["iam:CreateServiceLinkedRole"],
      resources: [`${iam}:role/aws-service-role/*`],
      conditions: {
        StringEquals: { "iam:AWSServiceName": SERVICE_LINKED.map((service) => `${service}.amazonaws.com`) },
      },
    },
  ];
}

/**
 * That nobody changes the roles that deploy who acts in one of them, although their names begin as those of other roles do.
 *
 * @param names of the roles, cut where IAM's limit cuts them.
 */
export function denyRoles(account: string, names: readonly string[]): Statement {
  return {
    sid: "DenyRolesThatDeploy",
    effect: "Deny",
    actions: [
      "iam:Add*",
      "iam:Attach*",
      "iam:Create*",
      "iam:Delete*",
      "iam:Detach*",
      "iam:PassRole",
      "iam:Put*",
      "iam:Tag*",
      "iam:Untag*",
      "iam:Update*",
    ],
    resources: names.map((name) => roleArnOf(account, name)),
  };
}

/** What a name that is too long keeps of its beginning: see `limitedName`. */
const CUT = ROLE_NAME_LIMIT - "-00000000".length;
