import { PrivateBucket } from "../../../../constructs/aws/data/private-bucket";
import { synthesize } from "../../../helpers/synthesize";
import { awsStack, policyOf } from "./example";

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/1";

function view(over = {}) {
  const stack = awsStack();
  new PrivateBucket(stack, "raw", { name: "example-raw", kmsKeyArn: KEY, ...over });
  return synthesize(stack);
}

describe("PrivateBucket", () => {
  test("makes a bucket that Terraform refuses to destroy", () => {
    expect(view().resource("aws_s3_bucket", { bucket: "example-raw" })).toMatchObject({
      address: "aws_s3_bucket.raw",
      properties: { lifecycle: { prevent_destroy: true } },
    });
  });

  test("is closed to the public and to ACLs", () => {
    expect(view().resource("aws_s3_bucket_public_access_block").properties).toMatchObject({
      bucket: "${aws_s3_bucket.raw.id}",
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(view().resource("aws_s3_bucket_ownership_controls").properties).toMatchObject({
      rule: { object_ownership: "BucketOwnerEnforced" },
    });
  });

  test("encrypts with its KMS key, asked for many objects at once", () => {
    expect(view().resource("aws_s3_bucket_server_side_encryption_configuration").properties["rule"]).toEqual([
      {
        apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: KEY },
        bucket_key_enabled: true,
      },
    ]);
  });

  test("encrypts with S3's own key where none is given", () => {
    const stack = awsStack();
    new PrivateBucket(stack, "logs", { name: "example-logs" });
    const rule = synthesize(stack).resource("aws_s3_bucket_server_side_encryption_configuration").properties["rule"];
    expect(rule).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" }, bucket_key_enabled: false },
    ]);
  });

  test("keeps versions, and those that were replaced for 90 days", () => {
    expect(view().resource("aws_s3_bucket_versioning").properties).toMatchObject({
      versioning_configuration: { status: "Enabled" },
    });
    expect(view().resource("aws_s3_bucket_lifecycle_configuration").properties).toMatchObject({
      rule: [
        {
          status: "Enabled",
          filter: [{ prefix: "" }],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
          noncurrent_version_expiration: [{ noncurrent_days: 90 }],
          expiration: [{ expired_object_delete_marker: true }],
        },
      ],
      depends_on: ["aws_s3_bucket_versioning.raw_versioning"],
    });
  });

  test("keeps what it holds for as long as it is told", () => {
    const over = { noncurrentDays: 7, expireDays: 60, transitions: { STANDARD_IA: 30 } };
    expect(view(over).resource("aws_s3_bucket_lifecycle_configuration").properties["rule"]).toMatchObject([
      {
        noncurrent_version_expiration: [{ noncurrent_days: 7 }],
        expiration: [{ days: 60 }],
        transition: [{ storage_class: "STANDARD_IA", days: 30 }],
      },
    ]);
  });

  test("demands TLS, allows nobody anything by itself, and sets its policy after it is closed", () => {
    const policy = view().resource("aws_s3_bucket_policy");
    expect(policyOf(policy)).toMatchObject({
      Statement: [
        { Sid: "DenyWithoutTls", Effect: "Deny" },
        { Sid: "DenyOldTls", Effect: "Deny" },
      ],
    });
    expect(policy.properties["depends_on"]).toEqual(["aws_s3_bucket_public_access_block.raw_public_access"]);
  });

  test("takes further statements, and keeps its own", () => {
    const more = { sid: "More", principals: { AWS: ["arn:aws:iam::444455556666:root"] }, actions: ["s3:GetObject"] };
    expect(policyOf(view({ statements: [more] }).resource("aws_s3_bucket_policy"))).toMatchObject({
      Statement: [{ Sid: "DenyWithoutTls" }, { Sid: "DenyOldTls" }, { Sid: "More", Effect: "Allow" }],
    });
  });

  test("logs its access below its own name, if there is a bucket for that", () => {
    expect(view().resources("aws_s3_bucket_logging")).toEqual([]);
    const stack = awsStack();
    const logBucket = new PrivateBucket(stack, "logs", { name: "example-logs" });
    new PrivateBucket(stack, "raw", { name: "example-raw", kmsKeyArn: KEY, logBucket });
    expect(synthesize(stack).resource("aws_s3_bucket_logging").properties).toMatchObject({
      bucket: "${aws_s3_bucket.raw.id}",
      target_bucket: "${aws_s3_bucket.logs.id}",
      target_prefix: "example-raw/",
      depends_on: ["aws_s3_bucket_policy.logs_policy"],
    });
  });

  test.each(["ab", "Example", "exa.mple", "-example", "example-", "a".repeat(64)])("refuses the name %j", (name) => {
    expect(() => view({ name })).toThrow(
      `test/raw: "${name}" can't be a bucket's name: 3 to 63 lower-case letters, digits and "-"; no dots, which break TLS.`,
    );
  });

  test.each(["abc", "a".repeat(63)])("takes the name %j", (name) => {
    expect(view({ name }).resource("aws_s3_bucket").properties).toMatchObject({ bucket: name });
  });
});
