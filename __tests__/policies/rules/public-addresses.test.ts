import { publicAddresses } from "../../../policies/rules/public-addresses";
import { subject } from "../../helpers/subjects";

function check(type: string, properties: object) {
  return publicAddresses.check(subject({ resource: { [type]: { main: properties } } }));
}

describe("VPC-04", () => {
  test.each([
    ["aws_subnet", {}],
    ["aws_subnet", { map_public_ip_on_launch: false }],
    ["aws_launch_template", { network_interfaces: [{ associate_public_ip_address: "false" }] }],
    ["aws_instance", { associate_public_ip_address: null }],
  ])("lets %s %j pass", (type, properties) => {
    expect(check(type, properties)).toEqual([]);
  });

  test.each([
    ["aws_subnet", { map_public_ip_on_launch: true }, "map_public_ip_on_launch is true."],
    ["aws_subnet", { map_public_ip_on_launch: "${var.x}" }, 'map_public_ip_on_launch is "${var.x}".'],
    [
      "aws_launch_template",
      { network_interfaces: { associate_public_ip_address: "true" } },
      'associate_public_ip_address is "true".',
    ],
    ["aws_instance", { associate_public_ip_address: true }, "associate_public_ip_address is true."],
    ["aws_launch_configuration", { associate_public_ip_address: true }, "associate_public_ip_address is true."],
  ])("finds %s %j", (type, properties, found) => {
    expect(check(type, properties)).toEqual([{ address: `${type}.main`, found }]);
  });
});
