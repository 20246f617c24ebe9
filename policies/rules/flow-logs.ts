import { refersTo, resourcesOf } from "../blocks";
import type { Rule } from "../rule";

/** VPC-01 */
export const flowLogs: Rule = {
  id: "VPC-01",
  title: "every network has flow logs",
  benchmark: "checkov CKV2_AWS_11",
  reason: "they are the only record of who talked to whom, which an incident can't be understood without.",
  remedy: "add an aws_flow_log with the network's vpc_id to the same stack.",
  check: ({ stack }) => {
    const logs = resourcesOf(stack, "aws_flow_log");
    return resourcesOf(stack, "aws_vpc")
      .filter((vpc) => !logs.some(({ properties }) => refersTo(properties["vpc_id"], vpc)))
      .map(({ address }) => ({ address, found: "no aws_flow_log of the stack has its vpc_id." }));
  },
};
