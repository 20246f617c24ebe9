import { blocks, isUnset, resourcesOf, says } from "../blocks";
import type { Rule } from "../rule";

/** EKS-07 */
export const nodeSsh: Rule = {
  id: "EKS-07",
  title: "nobody enters nodes by SSH",
  benchmark: "checkov CKV_AWS_100",
  reason:
    "an SSH key is shared, doesn't expire and leaves no trace, and remote_access without source groups opens port 22 to the world.",
  remedy: "leave out remote_access and key_name. Session Manager gives a shell by IAM, and logs it.",
  check: ({ stack }) => [
    ...resourcesOf(stack, "aws_eks_node_group")
      .filter(({ properties }) => blocks(properties, "remote_access").length > 0)
      .map(({ address }) => ({ address, found: "has remote_access." })),
    ...resourcesOf(stack, "aws_launch_template", "aws_launch_configuration", "aws_instance")
      .filter(({ properties }) => !isUnset(properties["key_name"]))
      .map(({ address, properties }) => ({ address, found: `${says("key_name", properties["key_name"])}.` })),
  ],
};
