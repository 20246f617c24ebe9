import { block, blocks, resourcesOf, strings } from "../blocks";
import type { Rule } from "../rule";

/** EKS-04 */
export const eksSecrets: Rule = {
  id: "EKS-04",
  title: "secrets are encrypted with a key of one's own",
  benchmark: "CIS EKS 1.5: 5.3.1, checkov CKV_AWS_58",
  reason: "with a key that AWS owns, nobody here decides who may use it, sees its use, or can take it back.",
  remedy: 'give the cluster an encryption_config for "secrets" with the ARN of a KMS key. It can\'t be taken back.',
  check: ({ stack }) =>
    resourcesOf(stack, "aws_eks_cluster").flatMap(({ address, properties }) => {
      const encrypts = blocks(properties, "encryption_config").some(
        (config) =>
          strings(config["resources"]).includes("secrets") &&
          strings(block(config, "provider")["key_arn"]).some((key) => key !== ""),
      );
      return encrypts ? [] : [{ address, found: 'no encryption_config has "secrets" and a key_arn.' }];
    }),
};
