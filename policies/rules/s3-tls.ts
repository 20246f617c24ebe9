import type { Block } from "../../stacks/synthesized-stack";
import { partsOfBuckets } from "../buckets";
import { readDocument, statementsOf, type Statement } from "../documents";
import type { Rule } from "../rule";

/** S3-04. A policy that can't be read passes here: IAM-05 is about those. */
export const s3Tls: Rule = {
  id: "S3-04",
  title: "buckets answer over TLS only",
  benchmark: "checkov CKV_AWS_379",
  reason: "S3 also answers over plain HTTP, where everyone on the way reads along.",
  remedy:
    'give the bucket an aws_s3_bucket_policy that denies everyone s3:* on the bucket and its objects where aws:SecureTransport is "false".',
  check: ({ stack }) =>
    partsOfBuckets(stack, "aws_s3_bucket_policy").flatMap(({ bucket, parts }) => {
      if (parts.length === 0) return [{ address: bucket.address, found: "has no aws_s3_bucket_policy." }];
      return parts
        .filter((policy) => isReadable(policy) && !statementsOf(policy).some(deniesPlainText))
        .map(({ address }) => ({ address, found: "does not deny all requests without TLS." }));
    }),
};

function isReadable({ properties }: Block): boolean {
  const policy = properties["policy"];
  return typeof policy !== "string" || readDocument(policy) !== undefined;
}

function deniesPlainText({ denies, principals, actions, resources, conditions }: Statement): boolean {
  const [condition] = conditions;
  if (!denies || condition === undefined || conditions.length > 1) return false; // another would let some requests pass
  const isPlainText =
    condition.operator === "Bool" &&
    condition.key.toLowerCase() === "aws:securetransport" &&
    condition.values.join("") === "false";
  const ofAll =
    resources.includes("*") ||
    (resources.some((resource) => resource.endsWith("/*")) && resources.some((resource) => !resource.endsWith("/*")));
  return isPlainText && ofAll && principals.includes("*") && actions.some((action) => /^(?:s3:)?\*$/i.test(action));
}
