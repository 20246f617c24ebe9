import type { Call } from "./account";

/*
 * What moto, or the provider that is applied to it, lacks: all that the stacks lose on their way to it. The test fails
 * when an entry has become needless, so that nothing stays out for longer than it must.
 */

/** An argument that the provider doesn't know: it is left out. */
interface UnknownArgument {
  readonly type: string;
  readonly argument: string;
  readonly reason: string;
}

/** Resources that moto can't make: they are left out. The call shows it. */
interface MissingResources {
  readonly type: string;
  readonly reason: string;
  readonly call: Call;
  /** What the call comes to: moto refuses it with this code, or its answer has no such field. */
  readonly outcome: { readonly refused: string } | { readonly without: string };
}

/** Moto knows no such call. */
const NO_CALL = { refused: "404" } as const;

/** Arguments that are applied, but that moto gives back as something else: Terraform ignores their changes. */
interface ForgottenArguments {
  readonly type: string;
  readonly arguments: readonly string[];
  readonly reason: string;
}

export const unknownArguments: readonly UnknownArgument[] = [
  { type: "aws_eks_cluster", argument: "deletion_protection", reason: "EKS got it after the provider's 5.100." },
];

const clusterName = "example-production";

export const missingResources: readonly MissingResources[] = [
  {
    type: "aws_eks_addon",
    reason: "Moto's EKS has no add-ons.",
    call: { service: "eks", operation: "list_addons", arguments: { clusterName } },
    outcome: NO_CALL,
  },
  {
    type: "aws_eks_access_entry",
    reason: "Moto's EKS has no access entries.",
    call: { service: "eks", operation: "list_access_entries", arguments: { clusterName } },
    outcome: NO_CALL,
  },
  {
    type: "aws_eks_access_policy_association",
    reason: "Moto's EKS has no access entries.",
    call: {
      service: "eks",
      operation: "list_associated_access_policies",
      arguments: { clusterName, principalArn: "arn:aws:iam::111122223333:role/developers" },
    },
    outcome: NO_CALL,
  },
  {
    type: "aws_eks_pod_identity_association",
    reason: "Moto's EKS has no pod identities; their roles are there.",
    call: { service: "eks", operation: "list_pod_identity_associations", arguments: { clusterName } },
    outcome: NO_CALL,
  },
  {
    type: "aws_s3_bucket_logging",
    reason: 'Moto fails over the Principal "*" in the policy of the bucket that takes the logs.',
    call: {
      service: "s3",
      operation: "put_bucket_logging",
      arguments: {
        Bucket: "example-production-backups",
        BucketLoggingStatus: {
          LoggingEnabled: { TargetBucket: "example-production-111122223333-logs", TargetPrefix: "backups/" },
        },
      },
    },
    outcome: { refused: "500" },
  },
  {
    type: "aws_instance",
    reason: "Moto wants to be told how large the first disk is; AWS takes it from the image.",
    call: {
      service: "ec2",
      operation: "run_instances",
      arguments: {
        ImageId: "ami-0123456789abcdef0",
        MinCount: 1,
        MaxCount: 1,
        BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { Encrypted: true } }],
      },
    },
    outcome: { refused: "MissingParameter" },
  },
  {
    type: "aws_vpc_security_group_ingress_rule",
    reason: "The rule is one of the cluster's own security group, and moto's clusters have none.",
    call: { service: "eks", operation: "describe_cluster", arguments: { name: clusterName } },
    outcome: { without: "clusterSecurityGroupId" },
  },
];

export const forgottenArguments: readonly ForgottenArguments[] = [
  {
    type: "aws_eks_cluster",
    arguments: ["access_config", "compute_config", "storage_config", "upgrade_policy", "zonal_shift_config"],
    reason: "Moto takes them and keeps none.",
  },
  {
    type: "aws_eks_node_group",
    arguments: ["node_repair_config", "update_config"],
    reason: "Moto takes them and keeps none.",
  },
  { type: "aws_eks_node_group", arguments: ["remote_access"], reason: "Moto makes up an SSH key for every group." },
  {
    type: "aws_launch_template",
    arguments: ["tag_specifications"],
    reason: "Moto puts the template's own tags among those of its instances.",
  },
];
