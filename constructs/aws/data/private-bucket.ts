import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { policyDocument, type Statement } from "../policy-document";
import { lifecycleRule, type Retention } from "./bucket-lifecycle";
import { bucketArn, tlsOnly } from "./bucket-policy";

export interface PrivateBucketProps extends Partial<Retention> {
  /** Unique among all buckets of AWS: 3 to 63 lower-case letters, digits and `-`. */
  readonly name: string;
  /**
   * The KMS key that encrypts objects.
   * @default - S3's own key, for what can't be encrypted otherwise: access logs
   */
  readonly kmsKeyArn?: string;
  /**
   * The bucket that receives the access logs, under the prefix `<name>/`.
   * @default - none: of a bucket that is itself full of access logs
   */
  readonly logBucket?: LogBucket;
  /**
   * Days until a version that was overwritten or deleted goes.
   * @default 90
   */
  readonly noncurrentDays?: number;
  /**
   * Statements of the bucket's policy, besides those that demand TLS.
   * @default - none
   */
  readonly statements?: readonly Statement[];
}

/** A bucket that access logs are brought to, with the policy that lets S3 bring them. */
export type LogBucket = Pick<PrivateBucket, "bucketName" | "policy">;

/**
 * An S3 bucket that nobody but the account reaches: public access blocked, no ACLs, encrypted, versioned, TLS 1.2 only.
 * Terraform refuses to destroy it, and S3 to delete it while it holds anything.
 */
export class PrivateBucket extends Construct {
  /** The name as a reference, so that what uses it waits for the bucket. */
  readonly bucketName: string;
  readonly bucketArn: string;
  /** Who may reach it. */
  readonly policy: ITerraformDependable;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    if (!/^[a-z0-9](?:[a-z0-9-]{1,61})[a-z0-9]$/.test(props.name)) {
      throw new Error(
        `${this.node.path}: "${props.name}" can't be a bucket's name: 3 to 63 lower-case letters, digits and "-"; no dots, which break TLS.`,
      );
    }
    const bucket = new S3Bucket(this, "Resource", { bucket: props.name, lifecycle: { preventDestroy: true } }).id;
    this.bucketName = bucket;
    this.bucketArn = bucketArn(props.name);
    const closed = new S3BucketPublicAccessBlock(this, "public_access", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "ownership", { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } });
    this.encrypt(bucket, props.kmsKeyArn);
    const versioning = new S3BucketVersioningA(this, "versioning", {
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket,
      rule: [lifecycleRule({ ...props, noncurrentDays: props.noncurrentDays ?? 90 })],
      dependsOn: [versioning], // a rule about versions of a bucket without them is refused
    });
    this.policy = new S3BucketPolicy(this, "policy", {
      bucket,
      policy: policyDocument([...tlsOnly(props.name), ...(props.statements ?? [])]),
      dependsOn: [closed], // S3 refuses to change both at once
    });
    if (props.logBucket !== undefined) {
      new S3BucketLoggingA(this, "logging", {
        bucket,
        targetBucket: props.logBucket.bucketName,
        targetPrefix: `${props.name}/`,
        dependsOn: [props.logBucket.policy], // without it nobody may bring logs there
      });
    }
  }

  private encrypt(bucket: string, kmsKeyArn: string | undefined): void {
    const algorithm =
      kmsKeyArn === undefined ? { sseAlgorithm: "AES256" } : { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn };
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket,
      // The bucket key asks KMS once for many objects.
      rule: [{ applyServerSideEncryptionByDefault: algorithm, bucketKeyEnabled: kmsKeyArn !== undefined }],
    });
  }
}
