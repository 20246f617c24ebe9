import { block, blocks, resourcesOf, says } from "../blocks";
import { belongsTo, partsOfBuckets } from "../buckets";
import type { Rule } from "../rule";

/** S3-02. A bucket that takes access logs passes with AES256, the encryption that S3's guide asks for there. */
export const s3Encryption: Rule = {
  id: "S3-02",
  title: "buckets encrypt with KMS",
  benchmark: "checkov CKV_AWS_19, CKV_AWS_145",
  reason: "then reading an object takes a key as well as the bucket, and a mistake in one policy alone shows nothing.",
  remedy: 'give the bucket an aws_s3_bucket_server_side_encryption_configuration with sse_algorithm "aws:kms".',
  check: ({ stack }) =>
    partsOfBuckets(stack, "aws_s3_bucket_server_side_encryption_configuration").flatMap(({ bucket, parts }) => {
      if (parts.length === 0) {
        return [{ address: bucket.address, found: "has no aws_s3_bucket_server_side_encryption_configuration." }];
      }
      const takesLogs = resourcesOf(stack, "aws_s3_bucket_logging").some(({ properties }) =>
        belongsTo(properties["target_bucket"], bucket),
      );
      const allowed = ["aws:kms", "aws:kms:dsse", ...(takesLogs ? ["AES256"] : [])];
      return parts.flatMap(({ address, properties }) => {
        const rules = blocks(properties, "rule");
        if (rules.length === 0) return [{ address, found: "rule is not set." }];
        return rules
          .map((rule) => block(rule, "apply_server_side_encryption_by_default")["sse_algorithm"])
          .filter((algorithm) => !allowed.some((name) => name === algorithm))
          .map((algorithm) => ({ address, found: `${says("sse_algorithm", algorithm)}.` }));
      });
    }),
};
