import { s3Versioning } from "../../../policies/rules/s3-versioning";
import { subject } from "../../helpers/subjects";

function versioning(status: unknown, bucket = "${aws_s3_bucket.raw.id}") {
  return { raw: { bucket, versioning_configuration: [{ status }] } };
}

function check(configurations: object) {
  return s3Versioning.check(
    subject({ resource: { aws_s3_bucket: { raw: {} }, aws_s3_bucket_versioning: configurations } }),
  );
}

describe("S3-03", () => {
  test("lets a bucket with versions pass", () => {
    expect(check(versioning("Enabled"))).toEqual([]);
  });

  test.each([
    [{}, "aws_s3_bucket.raw", "has no aws_s3_bucket_versioning."],
    [versioning("Enabled", "${aws_s3_bucket.other.id}"), "aws_s3_bucket.raw", "has no aws_s3_bucket_versioning."],
    [versioning("Suspended"), "aws_s3_bucket_versioning.raw", 'status is "Suspended".'],
    [versioning("Disabled"), "aws_s3_bucket_versioning.raw", 'status is "Disabled".'],
    [versioning(null), "aws_s3_bucket_versioning.raw", "status is not set."],
  ])("finds %j", (configurations, address, found) => {
    expect(check(configurations)).toEqual([{ address, found }]);
  });
});
