import { flowLogs } from "../../../policies/rules/flow-logs";
import { subject } from "../../helpers/subjects";

function check(logs: object) {
  return flowLogs.check(subject({ resource: { aws_vpc: { main: {} }, aws_flow_log: logs } }));
}

describe("VPC-01", () => {
  test("lets a network with flow logs pass, and a stack without networks", () => {
    expect(check({ a: { vpc_id: "${aws_vpc.main.id}" } })).toEqual([]);
    expect(flowLogs.check(subject({}))).toEqual([]);
  });

  test.each([
    ["none", {}],
    ["those of another network", { a: { vpc_id: "${aws_vpc.main2.id}" } }],
    ["those of a subnet", { a: { subnet_id: "${aws_subnet.main.id}" } }],
  ])("finds a network with %s", (_, logs) => {
    expect(check(logs)).toEqual([{ address: "aws_vpc.main", found: "no aws_flow_log of the stack has its vpc_id." }]);
  });
});
