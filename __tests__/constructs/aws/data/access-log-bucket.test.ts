import { AccessLogBucket } from "../../../../constructs/aws/data/access-log-bucket";
import { synthesize } from "../../../helpers/synthesize";
import { awsStack, policyOf } from "./example";

function view(over = {}) {
  const stack = awsStack();
  const props = { name: "example-logs", account: "111122223333", sources: ["example-raw"], ...over };
  new AccessLogBucket(stack, "logs", props);
  return synthesize(stack);
}

describe("AccessLogBucket", () => {
  test("takes logs from S3 about the buckets it is for", () => {
    expect(policyOf(view().resource("aws_s3_bucket_policy"))).toMatchObject({
      Statement: [
        { Sid: "DenyWithoutTls" },
        { Sid: "DenyOldTls" },
        { Sid: "AccessLogDelivery", Condition: { ArnLike: { "aws:SourceArn": ["arn:aws:s3:::example-raw"] } } },
      ],
    });
  });

  test.each([
    [{}, 365],
    [{ expireDays: 30 }, 30],
  ])("with %j keeps logs for %d days", (over, days) => {
    expect(view(over).resource("aws_s3_bucket_lifecycle_configuration").properties).toMatchObject({
      rule: [{ expiration: [{ days }], noncurrent_version_expiration: [{ noncurrent_days: 30 }] }],
    });
  });

  test("is encrypted with S3's own key and doesn't log itself", () => {
    expect(view().resource("aws_s3_bucket_server_side_encryption_configuration").properties).toMatchObject({
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }],
    });
    expect(view().resources("aws_s3_bucket_logging")).toEqual([]);
  });
});
