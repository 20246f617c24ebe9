import type { Statement } from "../../policy-document";
import { taggedAs, type Deployment } from "./deployment";

/**
 * A network and its machines. IAM can't name what isn't there yet, so making and changing is pinned to the region; what
 * can't be made good again is pinned to what the environment's tags are on.
 */
export function mayDeployNetwork(deployment: Deployment): readonly Statement[] {
  const region = { "aws:RequestedRegion": [deployment.region] };
  return [
    {
      sid: "DeployNetwork",
      actions: [
        "ec2:AllocateAddress",
        "ec2:AssociateRouteTable",
        "ec2:AssociateVpcCidrBlock",
        "ec2:AttachInternetGateway",
        "ec2:AuthorizeSecurityGroup*",
        "ec2:CreateFlowLogs",
        "ec2:CreateInternetGateway",
        "ec2:CreateLaunchTemplate",
        "ec2:CreateLaunchTemplateVersion",
        "ec2:CreateNatGateway",
        "ec2:CreateRoute",
        "ec2:CreateRouteTable",
        "ec2:CreateSecurityGroup",
        "ec2:CreateSubnet",
        "ec2:CreateTags",
        "ec2:CreateVpc",
        "ec2:CreateVpcEndpoint",
        "ec2:DeleteNetworkInterface",
        "ec2:DeleteRoute",
        "ec2:DeleteTags",
        "ec2:DetachInternetGateway",
        "ec2:DetachNetworkInterface",
        "ec2:DisassociateAddress",
        "ec2:DisassociateRouteTable",
        "ec2:DisassociateVpcCidrBlock",
        "ec2:ModifyInstance*",
        "ec2:ModifyLaunchTemplate",
        "ec2:ModifySecurityGroupRules",
        "ec2:ModifySubnetAttribute",
        "ec2:ModifyVpcAttribute",
        "ec2:ModifyVpcEndpoint",
        "ec2:MonitorInstances",
        "ec2:ReplaceRoute",
        "ec2:ReplaceRouteTableAssociation",
        "ec2:RevokeSecurityGroup*",
        "ec2:RunInstances",
        // Flow logs that go to a bucket are a delivery of CloudWatch's.
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
      ],
      resources: ["*"],
      conditions: { StringEquals: region },
    },
    {
      sid: "DeleteNetwork",
      actions: [
        "ec2:DeleteFlowLogs",
        "ec2:DeleteInternetGateway",
        "ec2:DeleteLaunchTemplate",
        "ec2:DeleteNatGateway",
        "ec2:DeleteRouteTable",
        "ec2:DeleteSecurityGroup",
        "ec2:DeleteSubnet",
        "ec2:DeleteVpc",
        "ec2:DeleteVpcEndpoints",
        "ec2:ReleaseAddress",
        "ec2:StartInstances",
        "ec2:StopInstances",
        "ec2:TerminateInstances",
      ],
      resources: ["*"],
      conditions: { StringEquals: { ...region, ...taggedAs(deployment) } },
    },
  ];
}
