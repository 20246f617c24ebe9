import { isTrue, says } from "../blocks";
import { partsOfBuckets } from "../buckets";
import type { Rule } from "../rule";

const blocked = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

/** S3-01 */
export const s3PublicAccess: Rule = {
  id: "S3-01",
  title: "no bucket can be made public",
  benchmark: "checkov CKV2_AWS_6, CKV_AWS_53, CKV_AWS_54, CKV_AWS_55, CKV_AWS_56",
  reason: "one careless policy or ACL later would otherwise show it to everyone.",
  remedy: `give the bucket an aws_s3_bucket_public_access_block with all of ${blocked.join(", ")}.`,
  check: ({ stack }) =>
    partsOfBuckets(stack, "aws_s3_bucket_public_access_block").flatMap(({ bucket, parts }) => {
      if (parts.length === 0) return [{ address: bucket.address, found: "has no aws_s3_bucket_public_access_block." }];
      return parts.flatMap(({ address, properties }) =>
        blocked
          .filter((name) => !isTrue(properties[name]))
          .map((name) => ({ address, found: `${says(name, properties[name])}.` })),
      );
    }),
};
