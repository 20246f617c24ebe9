import type { Statement } from "../../policy-document";
import type { Deployment } from "./deployment";

/** The cluster with all that EKS keeps of it, its log groups, and the way to its API for who brings the first things into it. */
export function mayDeployCluster({ name, account, region }: Deployment): readonly Statement[] {
  const eks = `arn:aws:eks:${region}:${account}`;
  return [
    {
      sid: "DeployCluster",
      actions: [
        "eks:AssociateAccessPolicy",
        "eks:CreateAccessEntry",
        "eks:CreateAddon",
        "eks:CreateCapability",
        "eks:CreateCluster",
        "eks:CreateNodegroup",
        "eks:CreatePodIdentityAssociation",
        "eks:DeleteAccessEntry",
        "eks:DeleteAddon",
        "eks:DeleteCapability",
        "eks:DeleteCluster",
        "eks:DeleteNodegroup",
        "eks:DeletePodIdentityAssociation",
        "eks:DisassociateAccessPolicy",
        "eks:TagResource",
        "eks:UntagResource",
        "eks:UpdateAccessEntry",
        "eks:UpdateAddon",
        "eks:UpdateCapability",
        "eks:UpdateClusterConfig",
        "eks:UpdateClusterVersion",
        "eks:UpdateNodegroupConfig",
        "eks:UpdateNodegroupVersion",
        "eks:UpdatePodIdentityAssociation",
      ],
      resources: [
        `${eks}:cluster/${name}`,
        ...["access-entry", "addon", "capability", "nodegroup", "podidentityassociation"].map(
          (kind) => `${eks}:${kind}/${name}/*`,
        ),
      ],
    },
    {
      sid: "DeployLogGroups",
      actions: [
        "logs:AssociateKmsKey",
        "logs:CreateLogGroup",
        "logs:DeleteLogGroup",
        "logs:DeleteRetentionPolicy",
        "logs:DisassociateKmsKey",
        "logs:PutRetentionPolicy",
        "logs:TagResource",
        "logs:UntagResource",
      ],
      resources: ["eks", "vpc"].map(
        (service) => `arn:aws:logs:${region}:${account}:log-group:/aws/${service}/${name}/*`,
      ),
    },
    {
      sid: "OpenTunnel",
      actions: ["ssm:StartSession"],
      resources: [`arn:aws:ec2:${region}:${account}:instance/*`],
      // Without the second, a session that names no document is a shell of root.
      conditions: {
        StringEquals: { "ssm:resourceTag/Name": [`${name}-tunnel`] },
        BoolIfExists: { "ssm:SessionDocumentAccessCheck": ["true"] },
      },
    },
    {
      sid: "ForwardPort",
      actions: ["ssm:StartSession"],
      resources: [`arn:aws:ssm:${region}::document/AWS-StartPortForwardingSessionToRemoteHost`],
    },
    {
      sid: "UseTunnel",
      actions: ["ssmmessages:OpenDataChannel"],
      resources: [`arn:aws:ssm:${region}:${account}:session/*`],
    },
  ];
}
