import type { Statement } from "../policy-document";

/** The ARN of a bucket, from its name. */
export function bucketArn(name: string): string {
  return `arn:aws:s3:::${name}`;
}

/** Statements of a bucket's policy: nobody reaches it without TLS, or with a TLS older than 1.2. */
export function tlsOnly(name: string): readonly Statement[] {
  const everything = {
    effect: "Deny",
    principals: "*",
    actions: ["s3:*"],
    resources: [bucketArn(name), `${bucketArn(name)}/*`],
  } as const;
  return [
    { ...everything, sid: "DenyWithoutTls", conditions: { Bool: { "aws:SecureTransport": ["false"] } } },
    { ...everything, sid: "DenyOldTls", conditions: { NumericLessThan: { "s3:TlsVersion": ["1.2"] } } },
  ];
}

/**
 * A statement of a log bucket's policy: S3 may bring access logs of the account's buckets.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 *
 * @param sources names of the buckets whose access is logged.
 */
export function accessLogDelivery(name: string, account: string, sources: readonly string[]): Statement {
  return {
    sid: "AccessLogDelivery",
    principals: { Service: ["logging.s3.amazonaws.com"] },
    actions: ["s3:PutObject"],
    resources: [`${bucketArn(name)}/*`],
    conditions: {
      StringEquals: { "aws:SourceAccount": [account] },
      ArnLike: { "aws:SourceArn": sources.map(bucketArn) },
    },
  };
}

/**
 * Statements of a bucket's policy: flow logs of the account's networks in a region may be brought there.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
 */
export function flowLogsMayArrive(name: string, region: string, account: string): readonly Statement[] {
  const principals = { Service: ["delivery.logs.amazonaws.com"] };
  const own = {
    StringEquals: { "aws:SourceAccount": [account] },
    ArnLike: { "aws:SourceArn": [`arn:aws:logs:${region}:${account}:*`] },
  };
  return [
    {
      sid: "FlowLogDelivery",
      principals,
      actions: ["s3:PutObject"],
      resources: [`${bucketArn(name)}/AWSLogs/${account}/*`],
      conditions: {
        ...own,
        StringEquals: { ...own.StringEquals, "s3:x-amz-acl": ["bucket-owner-full-control"] },
      },
    },
    { sid: "FlowLogAclCheck", principals, actions: ["s3:GetBucketAcl"], resources: [bucketArn(name)], conditions: own },
  ];
}
