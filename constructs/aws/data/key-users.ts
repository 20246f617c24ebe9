import type { Statement } from "../policy-document";

/** What a service does with a key whose data it keeps. */
const USE = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];

/**
 * Statements of a key's policy: CloudWatch Logs of a region may encrypt log groups of the account with it.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 *
 * @param logGroups names of log groups, with `*` as wildcard. Default: all of the account.
 */
export function logsMayUse(
  region: string,
  account: string,
  logGroups: readonly string[] = ["*"],
): readonly Statement[] {
  return [
    {
      sid: "CloudWatchLogs",
      principals: { Service: [`logs.${region}.amazonaws.com`] },
      actions: USE,
      resources: ["*"],
      conditions: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": logGroups.map(
            (name) => `arn:aws:logs:${region}:${account}:log-group:${name}`,
          ),
        },
      },
    },
  ];
}

/**
 * Statements of a key's policy: Auto Scaling may start nodes whose volumes are encrypted with it. KMS refuses a policy that
 * names a role that doesn't exist; an account that never had an Auto Scaling group makes this one by
 * `aws iam create-service-linked-role --aws-service-name autoscaling.amazonaws.com`.
 * Source: https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 */
export function autoScalingMayUse(account: string): readonly Statement[] {
  const role = `arn:aws:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
  return [
    { sid: "AutoScaling", principals: { AWS: [role] }, actions: USE, resources: ["*"] },
    {
      sid: "AutoScalingGrants",
      principals: { AWS: [role] },
      actions: ["kms:CreateGrant"],
      resources: ["*"],
      conditions: { Bool: { "kms:GrantIsForAWSResource": ["true"] } },
    },
  ];
}

/**
 * Statements of a key's policy: the service that brings logs of the account to a bucket may encrypt them with it.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-cmk-policy.html
 */
export function logDeliveryMayUse(region: string, account: string): readonly Statement[] {
  return [
    {
      sid: "LogDelivery",
      principals: { Service: ["delivery.logs.amazonaws.com"] },
      actions: USE,
      resources: ["*"],
      conditions: {
        StringEquals: { "aws:SourceAccount": [account] },
        ArnLike: { "aws:SourceArn": [`arn:aws:logs:${region}:${account}:*`] },
      },
    },
  ];
}
