import type { Statement } from "../policy-document";

/** The log group of a network's flow logs, for the policy of its key. */
export function flowLogGroupName(network: string): string {
  return `/aws/vpc/${network}/flow-logs`;
}

/**
 * Who may write flow logs: the service, on behalf of this account's flow logs in this region only.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
export function flowLogTrust(region: string, accountId: string): Statement {
  return {
    sid: "FlowLogs",
    principals: { Service: ["vpc-flow-logs.amazonaws.com"] },
    actions: ["sts:AssumeRole"],
    conditions: {
      StringEquals: { "aws:SourceAccount": [accountId] },
      ArnLike: { "aws:SourceArn": [`arn:aws:ec2:${region}:${accountId}:vpc-flow-log/*`] },
    },
  };
}

/** What it may write: streams of its own group. It may not make the group, which would then not be encrypted. */
export function flowLogDelivery(logGroupArn: string): Statement {
  return {
    sid: "WriteLogs",
    actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    resources: [`${logGroupArn}:*`],
  };
}
