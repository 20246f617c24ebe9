import { isTrue, resourcesOf, says } from "../blocks";
import type { Rule } from "../rule";

/** EKS-06 */
export const eksDeletion: Rule = {
  id: "EKS-06",
  title: "a cluster is protected from deletion",
  reason: "one wrong call would take everything that runs there. AWS refuses it while the protection is on.",
  remedy: "set deletion_protection to true.",
  check: ({ stack }) =>
    resourcesOf(stack, "aws_eks_cluster").flatMap(({ address, properties }) => {
      const value = properties["deletion_protection"];
      return isTrue(value) ? [] : [{ address, found: `${says("deletion_protection", value)}.` }];
    }),
};
