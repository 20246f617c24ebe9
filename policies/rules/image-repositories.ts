import { block, isTrue, resourcesOf, says } from "../blocks";
import type { Rule } from "../rule";

/** ECR-01 */
export const imageTags: Rule = {
  id: "ECR-01",
  title: "an image tag never changes what it names",
  benchmark: "checkov CKV_AWS_51",
  reason: "otherwise what was reviewed and tested is not what the next node pulls.",
  remedy: 'set image_tag_mutability to "IMMUTABLE".',
  check: ({ stack }) =>
    resourcesOf(stack, "aws_ecr_repository").flatMap(({ address, properties }) => {
      const value = properties["image_tag_mutability"];
      return value === "IMMUTABLE" ? [] : [{ address, found: `${says("image_tag_mutability", value)}.` }];
    }),
};

/** ECR-02 */
export const imageScanning: Rule = {
  id: "ECR-02",
  title: "images are scanned when they are pushed",
  benchmark: "CIS EKS 1.5: 5.1.1, checkov CKV_AWS_163",
  reason: "known flaws are then known before the image runs.",
  remedy: "set scan_on_push of image_scanning_configuration to true.",
  check: ({ stack }) =>
    resourcesOf(stack, "aws_ecr_repository").flatMap(({ address, properties }) => {
      const value = block(properties, "image_scanning_configuration")["scan_on_push"];
      return isTrue(value) ? [] : [{ address, found: `${says("scan_on_push", value)}.` }];
    }),
};

/** ECR-03 */
export const imageEncryption: Rule = {
  id: "ECR-03",
  title: "images are encrypted with KMS",
  benchmark: "checkov CKV_AWS_136",
  reason: "then pulling takes a key as well as the repository, and the use of the key is logged.",
  remedy: 'set encryption_type of encryption_configuration to "KMS". A repository can\'t change it later.',
  check: ({ stack }) =>
    resourcesOf(stack, "aws_ecr_repository").flatMap(({ address, properties }) => {
      const value = block(properties, "encryption_configuration")["encryption_type"];
      return value === "KMS" ? [] : [{ address, found: `${says("encryption_type", value)}.` }];
    }),
};
