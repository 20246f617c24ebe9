import type { Statement } from "../policy-document";

/**
 * What a plan may read: how things are set up, nothing of what they hold. A pull request decides what its plan does, so
 * AWS's own `ReadOnlyAccess`, which reads objects, parameters, logs, tables and images, would hand all that to whoever may open one.
 * The names of objects are readable, since Terraform's look at a bucket (HeadBucket) is `s3:ListBucket`.
 */
const READ_CONFIGURATION: Statement = {
  sid: "ReadConfiguration",
  actions: [
    "acm:DescribeCertificate",
    "acm:List*",
    "autoscaling:Describe*",
    "cloudwatch:DescribeAlarms",
    "cloudwatch:ListTagsForResource",
    "ec2:Describe*",
    "ecr:Describe*",
    "ecr:GetLifecyclePolicy",
    "ecr:GetRepositoryPolicy",
    "ecr:ListTagsForResource",
    "eks:Describe*",
    "eks:List*",
    "elasticfilesystem:Describe*",
    "elasticfilesystem:ListTagsForResource",
    "elasticloadbalancing:Describe*",
    "events:Describe*",
    "events:List*",
    "iam:Get*",
    "iam:List*",
    "kms:DescribeKey",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:List*",
    "logs:Describe*",
    "logs:ListTags*",
    "route53:Get*",
    "route53:List*",
    "s3:GetAccelerateConfiguration",
    "s3:GetBucket*",
    "s3:GetEncryptionConfiguration",
    "s3:GetLifecycleConfiguration",
    "s3:GetReplicationConfiguration",
    "s3:ListBucket",
    "s3:ListTagsForResource",
    "sqs:GetQueueAttributes",
    "sqs:GetQueueUrl",
    "sqs:ListQueueTags",
    "tag:GetResources",
  ],
  resources: ["*"],
};

/** What a plan may never read, whatever else its role is given: secrets, rows, and what machines say of themselves. */
const DENY_DATA: Statement = {
  sid: "DenyData",
  effect: "Deny",
  actions: [
    "dynamodb:BatchGetItem",
    "dynamodb:GetItem",
    "dynamodb:Query",
    "dynamodb:Scan",
    "ec2:GetConsoleOutput",
    "ec2:GetPasswordData",
    "logs:FilterLogEvents",
    "logs:GetLogEvents",
    "logs:StartQuery",
    "secretsmanager:BatchGetSecretValue",
    "secretsmanager:GetSecretValue",
  ],
  resources: ["*"],
};

/** AWS's own parameters, which name the newest images of nodes; no parameter of the account is among them. */
const READ_PUBLIC_PARAMETERS: Statement = {
  sid: "ReadPublicParameters",
  actions: ["ssm:GetParameter", "ssm:GetParameters"],
  resources: ["arn:aws:ssm:*::parameter/aws/service/*"],
};

/** The account's own parameters. AWS's have no account in their ARN, so what has one, of 12 digits, is the account's. */
const DENY_PARAMETERS: Statement = {
  sid: "DenyParameters",
  effect: "Deny",
  actions: ["ssm:GetParameter*"],
  resources: ["arn:aws:ssm:*:????????????:parameter/*"],
};

/** The rights of a plan, besides the state. */
export const PLAN_STATEMENTS: readonly Statement[] = [
  READ_CONFIGURATION,
  READ_PUBLIC_PARAMETERS,
  DENY_DATA,
  DENY_PARAMETERS,
];
