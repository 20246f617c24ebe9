import type { Block, JsonObject } from "../../stacks/synthesized-stack";
import { blocks, isWorld, numberOf, resourcesOf, strings } from "../blocks";
import type { Finding, Rule } from "../rule";

/**
 * VPC-03. No port is excepted: load balancers of a cluster are made by its controller, not by a stack. Prefix lists and
 * references to ranges are not followed.
 */
export const openIngress: Rule = {
  id: "VPC-03",
  title: "no security group lets the world in",
  benchmark: "checkov CKV_AWS_24, CKV_AWS_25, CKV_AWS_260, CKV_AWS_277",
  reason: "what the whole internet reaches is scanned within minutes, and a group is soon used for one thing more.",
  remedy: "name the ranges or the security group that need it.",
  check: ({ stack }) => [
    ...resourcesOf(stack, "aws_security_group", "aws_default_security_group").flatMap((group) =>
      blocks(group.properties, "ingress").flatMap((rule) => checkRule(group, rule, "protocol")),
    ),
    ...resourcesOf(stack, "aws_security_group_rule")
      .filter(({ properties }) => properties["type"] !== "egress")
      .flatMap((rule) => checkRule(rule, rule.properties, "protocol")),
    ...resourcesOf(stack, "aws_vpc_security_group_ingress_rule").flatMap((rule) =>
      checkRule(rule, rule.properties, "ip_protocol"),
    ),
  ],
};

const rangeArguments = ["cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6"];

function checkRule({ address }: Block, rule: JsonObject, protocolArgument: string): Finding[] {
  return rangeArguments
    .flatMap((name) => strings(rule[name]))
    .filter(isWorld)
    .map((range) => ({ address, found: `lets ${traffic(rule, protocolArgument)} in from ${range}.` }));
}

function traffic(rule: JsonObject, protocolArgument: string): string {
  const [protocol] = strings(rule[protocolArgument]);
  if (protocol === "-1" || protocol === "all") return "everything";
  const from = numberOf(rule["from_port"]);
  const to = numberOf(rule["to_port"]);
  const name = protocol ?? "traffic";
  if (from === undefined || to === undefined) return name;
  return from === to ? `${name} ${String(from)}` : `${name} ${String(from)}-${String(to)}`;
}
