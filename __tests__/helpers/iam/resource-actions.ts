/** What Terraform calls for a type of resource: to look at it, and to make, change and take it down. */
export interface ResourceActions {
  readonly read: readonly string[];
  readonly write: readonly string[];
}

const actions = (service: string, read: readonly string[], write: readonly string[]): ResourceActions => ({
  read: read.map((name) => `${service}:${name}`),
  write: write.map((name) => (name.includes(":") ? name : `${service}:${name}`)),
});
const ec2 = (read: readonly string[], write: readonly string[]) => actions("ec2", read, write);
const eks = (read: readonly string[], write: readonly string[]) => actions("eks", read, write);
const iam = (read: readonly string[], write: readonly string[]) => actions("iam", read, write);
const s3 = (read: readonly string[], write: readonly string[]) => actions("s3", read, write);

const EC2_TAGS = ["CreateTags", "DeleteTags"];
const EKS_TAGS = ["TagResource", "UntagResource"];
const RULES = [...EC2_TAGS, "ModifySecurityGroupRules"];

/**
 * By type of resource or data source. What is kept for ever has no action that deletes it: Terraform refuses to. Of what moto
 * can't make this is the only proof, from the provider's sources and AWS's list of actions.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const RESOURCE_ACTIONS: Readonly<Record<string, ResourceActions>> = {
  aws_acm_certificate: actions(
    "acm",
    ["DescribeCertificate", "ListTagsForCertificate"],
    [
      "AddTagsToCertificate",
      "DeleteCertificate",
      "RemoveTagsFromCertificate",
      "RequestCertificate",
      "UpdateCertificateOptions",
    ],
  ),
  aws_acm_certificate_validation: actions("acm", ["DescribeCertificate"], []),
  aws_cloudwatch_log_group: actions(
    "logs",
    ["DescribeLogGroups", "ListTagsForResource"],
    [
      "AssociateKmsKey",
      "CreateLogGroup",
      "DeleteLogGroup",
      "DeleteRetentionPolicy",
      "DisassociateKmsKey",
      "PutRetentionPolicy",
      "TagResource",
      "UntagResource",
    ],
  ),
  aws_default_route_table: ec2(["DescribeRouteTables", "DescribeVpcs"], [...EC2_TAGS, "DeleteRoute"]),
  aws_default_security_group: ec2(
    ["DescribeSecurityGroups"],
    [...EC2_TAGS, "RevokeSecurityGroupEgress", "RevokeSecurityGroupIngress"],
  ),
  aws_ecr_lifecycle_policy: actions("ecr", ["GetLifecyclePolicy"], ["DeleteLifecyclePolicy", "PutLifecyclePolicy"]),
  aws_ecr_repository: actions(
    "ecr",
    ["DescribeRepositories", "ListTagsForResource"],
    [
      "CreateRepository",
      "PutImageScanningConfiguration",
      "PutImageTagMutability",
      "TagResource",
      "UntagResource",
      "kms:CreateGrant",
      "kms:RetireGrant",
    ],
  ),
  aws_eip: ec2(
    ["DescribeAddresses", "DescribeAddressesAttribute"],
    [...EC2_TAGS, "AllocateAddress", "DisassociateAddress", "ReleaseAddress"],
  ),
  aws_eks_access_entry: eks(
    ["DescribeAccessEntry"],
    [...EKS_TAGS, "CreateAccessEntry", "DeleteAccessEntry", "UpdateAccessEntry"],
  ),
  aws_eks_access_policy_association: eks(
    ["ListAssociatedAccessPolicies"],
    ["AssociateAccessPolicy", "DisassociateAccessPolicy"],
  ),
  aws_eks_addon: eks(
    ["DescribeAddon", "DescribeUpdate", "DescribePodIdentityAssociation"],
    [
      ...EKS_TAGS,
      "CreateAddon",
      "CreatePodIdentityAssociation",
      "DeleteAddon",
      "DeletePodIdentityAssociation",
      "UpdateAddon",
      "UpdatePodIdentityAssociation",
      "iam:PassRole",
    ],
  ),
  aws_eks_capability: eks(
    ["DescribeCapability"],
    [...EKS_TAGS, "CreateCapability", "DeleteCapability", "UpdateCapability", "iam:PassRole"],
  ),
  aws_eks_cluster: eks(
    ["DescribeCluster", "DescribeUpdate"],
    [
      ...EKS_TAGS,
      "CreateCluster",
      "DeleteCluster",
      "UpdateClusterConfig",
      "UpdateClusterVersion",
      "iam:CreateServiceLinkedRole",
      "iam:PassRole",
      "kms:CreateGrant",
      "kms:DescribeKey",
    ],
  ),
  aws_eks_node_group: eks(
    ["DescribeNodegroup", "DescribeUpdate"],
    [
      ...EKS_TAGS,
      "CreateNodegroup",
      "DeleteNodegroup",
      "UpdateNodegroupConfig",
      "UpdateNodegroupVersion",
      // EKS asks whether who calls it could use the launch template.
      "ec2:CreateTags",
      "ec2:RunInstances",
      "iam:CreateServiceLinkedRole",
      "iam:PassRole",
    ],
  ),
  aws_eks_pod_identity_association: eks(
    ["DescribePodIdentityAssociation", "ListPodIdentityAssociations"],
    [
      ...EKS_TAGS,
      "CreatePodIdentityAssociation",
      "DeletePodIdentityAssociation",
      "UpdatePodIdentityAssociation",
      "iam:PassRole",
    ],
  ),
  aws_flow_log: ec2(
    ["DescribeFlowLogs"],
    [
      ...EC2_TAGS,
      "CreateFlowLogs",
      "DeleteFlowLogs",
      "iam:PassRole",
      "logs:CreateLogDelivery",
      "logs:DeleteLogDelivery",
    ],
  ),
  aws_iam_instance_profile: iam(
    ["GetInstanceProfile"],
    [
      "AddRoleToInstanceProfile",
      "CreateInstanceProfile",
      "DeleteInstanceProfile",
      "RemoveRoleFromInstanceProfile",
      "TagInstanceProfile",
      "UntagInstanceProfile",
      "iam:PassRole",
    ],
  ),
  aws_iam_role: iam(
    ["GetRole", "ListAttachedRolePolicies", "ListInstanceProfilesForRole", "ListRolePolicies"],
    [
      "CreateRole",
      "DeleteRole",
      "TagRole",
      "UntagRole",
      "UpdateAssumeRolePolicy",
      "UpdateRole",
      "UpdateRoleDescription",
    ],
  ),
  aws_iam_role_policy: iam(["GetRolePolicy"], ["DeleteRolePolicy", "PutRolePolicy"]),
  aws_iam_role_policy_attachment: iam(["ListAttachedRolePolicies"], ["AttachRolePolicy", "DetachRolePolicy"]),
  aws_instance: ec2(
    [
      "DescribeIamInstanceProfileAssociations",
      "DescribeImages",
      "DescribeInstanceAttribute",
      "DescribeInstanceCreditSpecifications",
      "DescribeInstanceTypes",
      "DescribeInstances",
      "DescribeTags",
      "DescribeVolumes",
    ],
    [
      ...EC2_TAGS,
      "ModifyInstanceAttribute",
      "ModifyInstanceMetadataOptions",
      "MonitorInstances",
      "RunInstances",
      "StartInstances",
      "StopInstances",
      "TerminateInstances",
      "iam:PassRole",
      "kms:CreateGrant",
      "kms:Decrypt",
      "kms:GenerateDataKeyWithoutPlaintext",
    ],
  ),
  aws_internet_gateway: ec2(
    ["DescribeInternetGateways"],
    [...EC2_TAGS, "AttachInternetGateway", "CreateInternetGateway", "DeleteInternetGateway", "DetachInternetGateway"],
  ),
  aws_kms_alias: actions("kms", ["ListAliases"], ["CreateAlias", "DeleteAlias", "UpdateAlias"]),
  aws_kms_key: actions(
    "kms",
    ["DescribeKey", "GetKeyPolicy", "GetKeyRotationStatus", "ListResourceTags"],
    [
      "CreateKey",
      "EnableKeyRotation",
      "PutKeyPolicy",
      "ScheduleKeyDeletion",
      "TagResource",
      "UntagResource",
      "UpdateKeyDescription",
    ],
  ),
  aws_launch_template: ec2(
    ["DescribeLaunchTemplates", "DescribeLaunchTemplateVersions"],
    [
      ...EC2_TAGS,
      "CreateLaunchTemplate",
      "CreateLaunchTemplateVersion",
      "DeleteLaunchTemplate",
      "ModifyLaunchTemplate",
    ],
  ),
  aws_nat_gateway: ec2(["DescribeNatGateways"], [...EC2_TAGS, "CreateNatGateway", "DeleteNatGateway"]),
  aws_route: ec2(["DescribeRouteTables"], ["CreateRoute", "DeleteRoute", "ReplaceRoute"]),
  aws_route53_record: actions(
    "route53",
    ["GetChange", "GetHostedZone", "ListResourceRecordSets"],
    ["ChangeResourceRecordSets"],
  ),
  aws_route53_zone: actions(
    "route53",
    ["GetChange", "GetHostedZone", "ListHostedZones", "ListTagsForResource"],
    ["ChangeTagsForResource", "CreateHostedZone", "UpdateHostedZoneComment"],
  ),
  aws_route_table: ec2(["DescribeRouteTables"], [...EC2_TAGS, "CreateRouteTable", "DeleteRouteTable"]),
  aws_route_table_association: ec2(
    ["DescribeRouteTables"],
    ["AssociateRouteTable", "DisassociateRouteTable", "ReplaceRouteTableAssociation"],
  ),
  aws_s3_bucket: s3(
    ["ListBucket", "GetBucketTagging", "GetBucketLocation", "GetBucketRequestPayment", "GetBucketWebsite"],
    ["CreateBucket", "PutBucketTagging", "TagResource", "UntagResource"],
  ),
  aws_s3_bucket_lifecycle_configuration: s3(["GetLifecycleConfiguration"], ["PutLifecycleConfiguration"]),
  aws_s3_bucket_logging: s3(["GetBucketLogging"], ["PutBucketLogging"]),
  aws_s3_bucket_ownership_controls: s3(["GetBucketOwnershipControls"], ["PutBucketOwnershipControls"]),
  aws_s3_bucket_policy: s3(["GetBucketPolicy"], ["DeleteBucketPolicy", "PutBucketPolicy"]),
  aws_s3_bucket_public_access_block: s3(["GetBucketPublicAccessBlock"], ["PutBucketPublicAccessBlock"]),
  aws_s3_bucket_server_side_encryption_configuration: s3(
    ["GetEncryptionConfiguration"],
    ["PutEncryptionConfiguration"],
  ),
  aws_s3_bucket_versioning: s3(["GetBucketVersioning"], ["PutBucketVersioning"]),
  aws_security_group: ec2(
    ["DescribeNetworkInterfaces", "DescribeSecurityGroups", "DescribeSecurityGroupRules"],
    [
      ...EC2_TAGS,
      "CreateSecurityGroup",
      "DeleteNetworkInterface",
      "DeleteSecurityGroup",
      "DetachNetworkInterface",
      "RevokeSecurityGroupEgress",
      "RevokeSecurityGroupIngress",
    ],
  ),
  aws_ssm_parameter: actions("ssm", ["GetParameter"], []),
  aws_subnet: ec2(
    ["DescribeNetworkInterfaces", "DescribeSubnets"],
    [
      ...EC2_TAGS,
      "CreateSubnet",
      "DeleteNetworkInterface",
      "DeleteSubnet",
      "DetachNetworkInterface",
      "ModifySubnetAttribute",
    ],
  ),
  aws_vpc: ec2(
    ["DescribeNetworkAcls", "DescribeRouteTables", "DescribeSecurityGroups", "DescribeVpcAttribute", "DescribeVpcs"],
    [...EC2_TAGS, "CreateVpc", "DeleteVpc", "ModifyVpcAttribute"],
  ),
  aws_vpc_endpoint: ec2(
    ["DescribePrefixLists", "DescribeVpcEndpoints"],
    [...EC2_TAGS, "CreateVpcEndpoint", "DeleteVpcEndpoints", "ModifyVpcEndpoint"],
  ),
  aws_vpc_ipv4_cidr_block_association: ec2(["DescribeVpcs"], ["AssociateVpcCidrBlock", "DisassociateVpcCidrBlock"]),
  aws_vpc_security_group_egress_rule: ec2(
    ["DescribeSecurityGroupRules"],
    [...RULES, "AuthorizeSecurityGroupEgress", "RevokeSecurityGroupEgress"],
  ),
  aws_vpc_security_group_ingress_rule: ec2(
    ["DescribeSecurityGroupRules"],
    [...RULES, "AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress"],
  ),
};

/** What only an administrator makes and changes: it says what the roles that deploy may. Those read it. */
export const ADMINISTERED: Readonly<Record<string, readonly string[]>> = {
  aws_iam_openid_connect_provider: ["iam:GetOpenIDConnectProvider"],
  aws_iam_policy: ["iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyVersions"],
};
