import { blocks, refersTo, resourcesOf } from "../blocks";
import type { Finding, Rule } from "../rule";

const ruleTypes = [
  "aws_security_group_rule",
  "aws_vpc_security_group_ingress_rule",
  "aws_vpc_security_group_egress_rule",
];

/** VPC-02 */
export const defaultSecurityGroup: Rule = {
  id: "VPC-02",
  title: "a network's default security group lets nothing through",
  benchmark: "checkov CKV2_AWS_12",
  reason:
    "whatever is made without a group gets this one, and AWS makes it with every door open between its members and out.",
  remedy: "take it over by an aws_default_security_group without ingress and egress, and add no rules to it.",
  check: ({ stack }) => {
    const groups = resourcesOf(stack, "aws_default_security_group");
    const abandoned: Finding[] = resourcesOf(stack, "aws_vpc")
      .filter((vpc) => !groups.some(({ properties }) => refersTo(properties["vpc_id"], vpc)))
      .map(({ address }) => ({ address, found: "no aws_default_security_group of the stack has its vpc_id." }));
    const inline = groups.flatMap(({ address, properties }) =>
      ["ingress", "egress"]
        .filter((name) => blocks(properties, name).length > 0)
        .map((name) => ({ address, found: `has ${name}.` })),
    );
    const added = resourcesOf(stack, ...ruleTypes).flatMap(({ address, properties }) =>
      groups
        .filter((group) => refersTo(properties["security_group_id"], group))
        .map((group) => ({ address, found: `adds a rule to ${group.address}.` })),
    );
    return [...abandoned, ...inline, ...added];
  },
};
