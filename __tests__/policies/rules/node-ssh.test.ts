import { nodeSsh } from "../../../policies/rules/node-ssh";
import { subject } from "../../helpers/subjects";

describe("EKS-07", () => {
  test("lets nodes without keys pass", () => {
    const resource = { aws_eks_node_group: { a: {} }, aws_launch_template: { b: { key_name: null } } };
    expect(nodeSsh.check(subject({ resource }))).toEqual([]);
  });

  test.each([
    ["aws_eks_node_group", { remote_access: { ec2_ssh_key: "k" } }, "has remote_access."],
    [
      "aws_eks_node_group",
      { remote_access: [{ ec2_ssh_key: "k", source_security_group_ids: ["sg-1"] }] },
      "has remote_access.",
    ],
    ["aws_launch_template", { key_name: "k" }, 'key_name is "k".'],
    ["aws_launch_configuration", { key_name: "k" }, 'key_name is "k".'],
    ["aws_instance", { key_name: "${aws_key_pair.k.key_name}" }, 'key_name is "${aws_key_pair.k.key_name}".'],
  ])("finds %s %j", (type, properties, found) => {
    expect(nodeSsh.check(subject({ resource: { [type]: { main: properties } } }))).toEqual([
      { address: `${type}.main`, found },
    ]);
  });
});
