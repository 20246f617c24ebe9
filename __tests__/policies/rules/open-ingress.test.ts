import { openIngress } from "../../../policies/rules/open-ingress";
import { subject } from "../../helpers/subjects";

function check(type: string, properties: object) {
  return openIngress.check(subject({ resource: { [type]: { main: properties } } }));
}

const https = { from_port: 443, to_port: 443, protocol: "tcp" };

describe("VPC-03", () => {
  test.each([
    ["aws_security_group", { ingress: [{ ...https, cidr_blocks: ["10.0.0.0/8"], ipv6_cidr_blocks: null }] }],
    ["aws_security_group", { egress: [{ ...https, cidr_blocks: ["0.0.0.0/0"] }] }],
    ["aws_security_group_rule", { type: "egress", ...https, cidr_blocks: ["0.0.0.0/0"] }],
    ["aws_security_group_rule", { type: "ingress", ...https, source_security_group_id: "sg-1" }],
    ["aws_vpc_security_group_ingress_rule", { ip_protocol: "-1", referenced_security_group_id: "sg-1" }],
    ["aws_vpc_security_group_egress_rule", { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" }],
  ])("lets %s %j pass", (type, properties) => {
    expect(check(type, properties)).toEqual([]);
  });

  test.each([
    ["aws_security_group", { ingress: { ...https, cidr_blocks: ["0.0.0.0/0"] } }, "lets tcp 443 in from 0.0.0.0/0."],
    [
      "aws_security_group",
      { ingress: [{ from_port: 1, to_port: "65535", protocol: "udp", ipv6_cidr_blocks: ["fd00::/8", "::/0"] }] },
      "lets udp 1-65535 in from ::/0.",
    ],
    [
      "aws_security_group",
      { dynamic: { ingress: { for_each: "${var.ports}", content: { ...https, cidr_blocks: ["0.0.0.0/0"] } } } },
      "lets tcp 443 in from 0.0.0.0/0.",
    ],
    [
      "aws_default_security_group",
      { ingress: [{ from_port: 0, to_port: 0, protocol: "-1", cidr_blocks: ["0.0.0.0/0"] }] },
      "lets everything in from 0.0.0.0/0.",
    ],
    [
      "aws_security_group_rule",
      { type: "ingress", from_port: 22, to_port: 22, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"] },
      "lets tcp 22 in from 0.0.0.0/0.",
    ],
    [
      "aws_vpc_security_group_ingress_rule",
      { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" },
      "lets everything in from 0.0.0.0/0.",
    ],
    ["aws_vpc_security_group_ingress_rule", { ip_protocol: "tcp", cidr_ipv6: "::/0" }, "lets tcp in from ::/0."],
    [
      "aws_vpc_security_group_ingress_rule",
      { ip_protocol: "tcp", from_port: 22, cidr_ipv6: "::/0" },
      "lets tcp in from ::/0.",
    ],
    ["aws_vpc_security_group_ingress_rule", { cidr_ipv6: "::/0" }, "lets traffic in from ::/0."],
  ])("finds %s %j", (type, properties, found) => {
    expect(check(type, properties)).toEqual([{ address: `${type}.main`, found }]);
  });
});
