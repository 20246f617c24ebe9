import { AccessLogBucket } from "../../../../constructs/aws/data/access-log-bucket";
import { DataLake } from "../../../../constructs/aws/data/data-lake";
import { synthesize } from "../../../helpers/synthesize";
import { awsStack } from "./example";

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/1";

function view(over = {}) {
  const stack = awsStack();
  const logBucket = new AccessLogBucket(stack, "logs", { name: "example-logs", account: "111122223333", sources: [] });
  new DataLake(stack, "lake", { name: "example", kmsKeyArn: KEY, logBucket, ...over });
  return synthesize(stack);
}

describe("DataLake", () => {
  test.each(["raw", "curated", "artifacts"])("makes %s, encrypted with the lake's key, its access logged", (kind) => {
    const bucket = `\${aws_s3_bucket.lake_${kind}.id}`;
    expect(view().resource("aws_s3_bucket", { bucket: `example-${kind}` }).name).toBe(`lake_${kind}`);
    expect(view().resource("aws_s3_bucket_server_side_encryption_configuration", { bucket }).properties).toMatchObject({
      rule: [{ apply_server_side_encryption_by_default: { kms_master_key_id: KEY } }],
    });
    expect(view().resource("aws_s3_bucket_logging", { bucket }).properties).toMatchObject({
      target_bucket: "${aws_s3_bucket.logs.id}",
    });
  });

  test("keeps what came in and what was made of it, ever cheaper, and lets artifacts go", () => {
    const rule = (kind: string, over = {}): unknown =>
      view(over).resource("aws_s3_bucket_lifecycle_configuration", { bucket: `\${aws_s3_bucket.lake_${kind}.id}` })
        .properties["rule"];
    expect(rule("raw")).toMatchObject([
      {
        noncurrent_version_expiration: [{ noncurrent_days: 90 }],
        expiration: [{ expired_object_delete_marker: true }],
        transition: [
          { storage_class: "STANDARD_IA", days: 30 },
          { storage_class: "GLACIER_IR", days: 180 },
        ],
      },
    ]);
    expect(rule("curated")).toMatchObject([
      {
        expiration: [{ expired_object_delete_marker: true }],
        transition: [{ storage_class: "INTELLIGENT_TIERING", days: 30 }],
      },
    ]);
    expect(rule("artifacts")).toMatchObject([{ expiration: [{ days: 90 }] }]);
    expect(rule("artifacts", { artifactDays: 14 })).toMatchObject([{ expiration: [{ days: 14 }] }]);
  });

  test("refuses a name that leaves no room for the buckets' own", () => {
    expect(() => view({ name: "a".repeat(54) })).toThrow("test/lake/artifacts: ");
    expect(() => view({ name: "a".repeat(53) })).not.toThrow();
  });
});
