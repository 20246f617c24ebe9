import { instanceMetadata } from "../../../policies/rules/instance-metadata";
import { subject } from "../../helpers/subjects";

function check(type: string, properties: object) {
  return instanceMetadata.check(subject({ resource: { [type]: { main: properties } } }));
}

const good = { http_tokens: "required", http_put_response_hop_limit: 1 };

describe("EC2-01", () => {
  test.each([
    ["aws_launch_template", { metadata_options: good }],
    ["aws_launch_template", { metadata_options: [good] }],
    ["aws_instance", { metadata_options: { ...good, http_put_response_hop_limit: "1" } }],
    ["aws_launch_configuration", { metadata_options: { http_endpoint: "disabled" } }],
    ["aws_eks_node_group", { launch_template: { id: "${aws_launch_template.main.id}" } }],
  ])("lets %s %j pass", (type, properties) => {
    expect(check(type, properties)).toEqual([]);
  });

  test.each([
    [{ http_tokens: "optional" }, 'http_tokens is "optional".'],
    [{ http_tokens: null }, "http_tokens is not set."],
    [{ http_put_response_hop_limit: 2 }, "http_put_response_hop_limit is 2."],
    [{ http_put_response_hop_limit: null }, "http_put_response_hop_limit is not set."],
  ])("finds %j", (change, found) => {
    for (const type of ["aws_launch_template", "aws_launch_configuration", "aws_instance"]) {
      expect(check(type, { metadata_options: { ...good, ...change } })).toEqual([{ address: `${type}.main`, found }]);
    }
  });

  test("finds a template that says nothing, and a node group without a template", () => {
    expect(check("aws_launch_template", {}).map(({ found }) => found)).toEqual([
      "http_tokens is not set.",
      "http_put_response_hop_limit is not set.",
    ]);
    expect(check("aws_eks_node_group", {})).toEqual([
      { address: "aws_eks_node_group.main", found: "launch_template is not set, so EKS chooses the metadata options." },
    ]);
  });
});
