import { blocks, isFalse, isUnset, resourcesOf, says } from "../blocks";
import type { Finding, Rule } from "../rule";

/** VPC-04 */
export const publicAddresses: Rule = {
  id: "VPC-04",
  title: "no machine gets a public address",
  benchmark: "CIS EKS 1.5: 5.4.3, checkov CKV_AWS_88, CKV_AWS_130",
  reason: "a machine with one is on the internet behind nothing but its security group.",
  remedy: "leave out map_public_ip_on_launch and associate_public_ip_address. Load balancers and NAT don't need them.",
  check: ({ stack }) => [
    ...resourcesOf(stack, "aws_subnet").flatMap(({ address, properties }) =>
      unlessFalse(address, "map_public_ip_on_launch", properties["map_public_ip_on_launch"]),
    ),
    ...resourcesOf(stack, "aws_instance", "aws_launch_configuration", "aws_launch_template").flatMap(
      ({ address, properties }) =>
        [properties, ...blocks(properties, "network_interfaces")].flatMap((place) =>
          unlessFalse(address, "associate_public_ip_address", place["associate_public_ip_address"]),
        ),
    ),
  ],
};

function unlessFalse(address: string, name: string, value: unknown): Finding[] {
  return isUnset(value) || isFalse(value) ? [] : [{ address, found: `${says(name, value)}.` }];
}
