import { s3Encryption } from "../../../policies/rules/s3-encryption";
import { subject } from "../../helpers/subjects";

function encryption(algorithm: unknown) {
  const rule = [{ apply_server_side_encryption_by_default: { sse_algorithm: algorithm } }];
  return { bucket: "${aws_s3_bucket.raw.id}", rule };
}

function check(configurations: object, resources: object = {}) {
  return s3Encryption.check(
    subject({
      resource: {
        aws_s3_bucket: { raw: {} },
        aws_s3_bucket_server_side_encryption_configuration: configurations,
        ...resources,
      },
    }),
  );
}

const address = "aws_s3_bucket_server_side_encryption_configuration.raw";

describe("S3-02", () => {
  test.each(["aws:kms", "aws:kms:dsse"])("lets %s pass", (algorithm) => {
    expect(check({ raw: encryption(algorithm) })).toEqual([]);
  });

  test("lets AES256 pass for a bucket that takes access logs, and for no other", () => {
    const logging = (target: string) => ({
      aws_s3_bucket_logging: { state: { bucket: "state", target_bucket: target } },
    });
    expect(check({ raw: encryption("AES256") }, logging("${aws_s3_bucket.raw.id}"))).toEqual([]);
    expect(check({ raw: encryption("AES256") }, logging("${aws_s3_bucket.logs.id}"))).toHaveLength(1);
  });

  test.each([
    [{}, "aws_s3_bucket.raw", "has no aws_s3_bucket_server_side_encryption_configuration."],
    [
      { raw: { ...encryption("aws:kms"), bucket: "other" } },
      "aws_s3_bucket.raw",
      "has no aws_s3_bucket_server_side_encryption_configuration.",
    ],
    [{ raw: encryption("AES256") }, address, 'sse_algorithm is "AES256".'],
    [{ raw: encryption(null) }, address, "sse_algorithm is not set."],
    [{ raw: { bucket: "${aws_s3_bucket.raw.id}" } }, address, "rule is not set."],
    [{ raw: { bucket: "${aws_s3_bucket.raw.id}", rule: {} } }, address, "sse_algorithm is not set."],
  ])("finds %j", (configurations, where, found) => {
    expect(check(configurations)).toEqual([{ address: where, found }]);
  });
});
