import { block, says } from "../blocks";
import { partsOfBuckets } from "../buckets";
import type { Rule } from "../rule";

/** S3-03 */
export const s3Versioning: Rule = {
  id: "S3-03",
  title: "buckets keep older versions",
  benchmark: "checkov CKV_AWS_21",
  reason: "what is overwritten or deleted by mistake is otherwise gone at once.",
  remedy: 'give the bucket an aws_s3_bucket_versioning with the status "Enabled"; a lifecycle rule ends old versions.',
  check: ({ stack }) =>
    partsOfBuckets(stack, "aws_s3_bucket_versioning").flatMap(({ bucket, parts }) => {
      if (parts.length === 0) return [{ address: bucket.address, found: "has no aws_s3_bucket_versioning." }];
      return parts
        .map(({ address, properties }) => ({
          address,
          status: block(properties, "versioning_configuration")["status"],
        }))
        .filter(({ status }) => status !== "Enabled")
        .map(({ address, status }) => ({ address, found: `${says("status", status)}.` }));
    }),
};
