/** A call of an API of AWS, as the provider's log names it: `{ service: "Route 53", operation: "GetChange" }`. */
export interface ApiCall {
  readonly service: string;
  readonly operation: string;
}

/** Services, as the SDK names them, and what their actions begin with. */
const PREFIXES: Readonly<Record<string, string>> = {
  ACM: "acm",
  "CloudWatch Logs": "logs",
  EC2: "ec2",
  ECR: "ecr",
  EKS: "eks",
  IAM: "iam",
  KMS: "kms",
  "Route 53": "route53",
  S3: "s3",
  SSM: "ssm",
};

/**
 * Operations that IAM calls otherwise.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
const RENAMED: Readonly<Record<string, string>> = {
  "s3:DeleteBucketEncryption": "s3:PutEncryptionConfiguration",
  "s3:DeleteBucketLifecycle": "s3:PutLifecycleConfiguration",
  "s3:DeleteBucketOwnershipControls": "s3:PutBucketOwnershipControls",
  "s3:DeletePublicAccessBlock": "s3:PutBucketPublicAccessBlock",
  "s3:GetBucketAccelerateConfiguration": "s3:GetAccelerateConfiguration",
  "s3:GetBucketEncryption": "s3:GetEncryptionConfiguration",
  "s3:GetBucketLifecycleConfiguration": "s3:GetLifecycleConfiguration",
  "s3:GetBucketReplication": "s3:GetReplicationConfiguration",
  "s3:GetObjectLockConfiguration": "s3:GetBucketObjectLockConfiguration",
  "s3:GetPublicAccessBlock": "s3:GetBucketPublicAccessBlock",
  "s3:HeadBucket": "s3:ListBucket",
  "s3:PutBucketEncryption": "s3:PutEncryptionConfiguration",
  "s3:PutBucketLifecycleConfiguration": "s3:PutLifecycleConfiguration",
  "s3:PutPublicAccessBlock": "s3:PutBucketPublicAccessBlock",
};

/** The action of IAM that allows a call; none where everybody may make it. */
export function actionOf({ service, operation }: ApiCall): string | undefined {
  if (service === "STS" && operation === "GetCallerIdentity") return undefined;
  const prefix = PREFIXES[service];
  if (prefix === undefined) throw new Error(`Nobody knows what the actions of the service "${service}" begin with.`);
  const action = `${prefix}:${operation}`;
  return RENAMED[action] ?? action;
}

/** The calls in a log of the AWS provider, which tells them from its level DEBUG on. An entry has as many lines as its request. */
export function callsIn(log: string): readonly ApiCall[] {
  const sent = log.split(/\n(?=\d{4}-\d\d-\d\dT)/).filter((entry) => entry.includes(" HTTP Request Sent: "));
  const calls = sent.map((entry) => ({
    service: field(entry, "rpc.service"),
    operation: field(entry, "rpc.method"),
  }));
  return [...new Map(calls.map((call) => [`${call.service} ${call.operation}`, call])).values()];
}

function field(entry: string, name: string): string {
  const value = new RegExp(`\\s${name.replace(".", "\\.")}=(?:"([^"]*)"|(\\S+))`).exec(entry);
  const text = value?.[1] ?? value?.[2];
  if (text === undefined) throw new Error(`No ${name} in an entry of the provider's log: ${entry}`);
  return text;
}
