import { block, isFalse, isTrue, isWorld, resourcesOf, says } from "../blocks";
import type { Rule } from "../rule";

/** EKS-01 */
export const eksPrivateEndpoint: Rule = {
  id: "EKS-01",
  title: "the API server is reached from within the network",
  benchmark: "CIS EKS 1.5: 5.4.2",
  reason: "without a private endpoint the nodes talk to their control plane over the internet.",
  remedy: "set endpoint_private_access of vpc_config to true.",
  check: ({ stack }) =>
    resourcesOf(stack, "aws_eks_cluster").flatMap(({ address, properties }) => {
      const value = block(properties, "vpc_config")["endpoint_private_access"];
      return isTrue(value) ? [] : [{ address, found: `${says("endpoint_private_access", value)}.` }];
    }),
};

/** EKS-02. A public endpoint for given ranges passes, which CKV_AWS_39 would refuse. */
export const eksPublicEndpoint: Rule = {
  id: "EKS-02",
  title: "the world does not reach the API server",
  benchmark: "CIS EKS 1.5: 5.4.1, checkov CKV_AWS_38",
  reason: "whoever reaches it can try stolen credentials, and the next flaw of the API server before it is patched.",
  remedy: "set endpoint_public_access to false, or public_access_cidrs to the ranges that need it.",
  check: ({ stack }) =>
    resourcesOf(stack, "aws_eks_cluster").flatMap(({ address, properties }) => {
      const config = block(properties, "vpc_config");
      const access = config["endpoint_public_access"];
      const ranges = config["public_access_cidrs"];
      if (isFalse(access)) return [];
      const listed = Array.isArray(ranges) && ranges.length > 0;
      if (listed && !ranges.some((range) => typeof range !== "string" || isWorld(range))) return [];
      const found = `${says("endpoint_public_access", access)} and ${says("public_access_cidrs", ranges)}.`;
      return [{ address, found }];
    }),
};
