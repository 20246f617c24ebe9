import type { VpcProps } from "../../../../constructs/aws/network/vpc-props";
import { view } from "./example";

const THREE: Partial<VpcProps> = { zones: { a: { slot: 0 }, b: { slot: 1 }, c: { slot: 2 } } };

/** The route table of each subnet, by the subnet's name. */
function tables(over: Partial<VpcProps>): Record<string, unknown> {
  const associations = view(over).resources("aws_route_table_association");
  return Object.fromEntries(
    associations.map(({ name, properties }) => [
      name.replace(/^network_|_association$/g, ""),
      properties["route_table_id"],
    ]),
  );
}

describe("Vpc", () => {
  test("resolves names, which nodes need to join a cluster", () => {
    expect(view().resource("aws_vpc").properties).toEqual({
      cidr_block: "10.0.0.0/16",
      enable_dns_support: true,
      enable_dns_hostnames: true,
      tags: { Name: "production" },
    });
  });

  test("gives every zone a private, a public and an intra subnet, at addresses that last", () => {
    const subnets = view().resources("aws_subnet");
    const where = subnets.map(({ address, properties }) => [
      address,
      properties["availability_zone"],
      properties["cidr_block"],
    ]);
    expect(where.sort()).toEqual([
      ["aws_subnet.network_intra_a", "eu-central-1a", "10.0.20.0/23"],
      ["aws_subnet.network_intra_b", "eu-central-1b", "10.0.52.0/23"],
      ["aws_subnet.network_private_a", "eu-central-1a", "10.0.0.0/20"],
      ["aws_subnet.network_private_b", "eu-central-1b", "10.0.32.0/20"],
      ["aws_subnet.network_public_a", "eu-central-1a", "10.0.16.0/22"],
      ["aws_subnet.network_public_b", "eu-central-1b", "10.0.48.0/22"],
    ]);
  });

  test("gives nothing a public address that doesn't ask for one", () => {
    const stack = view({ podCidr: "100.64.0.0/16" });
    expect(stack.resources("aws_subnet")).toHaveLength(8);
    expect(stack.resources("aws_subnet", { map_public_ip_on_launch: false })).toHaveLength(8);
  });

  test("tags subnets for the controllers of a cluster", () => {
    const stack = view({ clusterName: "production" });
    expect(stack.resource("aws_subnet", { tags: { Name: "production-private-a" } }).properties["tags"]).toEqual({
      Name: "production-private-a",
      "kubernetes.io/role/internal-elb": "1",
      "karpenter.sh/discovery": "production",
    });
    expect(stack.resources("aws_subnet", { tags: { "kubernetes.io/role/elb": "1" } })).toHaveLength(2);
  });

  test("has one route table for all public subnets, one for all intra ones, and one for each zone's private ones", () => {
    expect(tables({ podCidr: "100.64.0.0/16" })).toEqual({
      public_a: "${aws_route_table.network_public_routes.id}",
      public_b: "${aws_route_table.network_public_routes.id}",
      intra_a: "${aws_route_table.network_intra_routes.id}",
      intra_b: "${aws_route_table.network_intra_routes.id}",
      private_a: "${aws_route_table.network_private_a_routes.id}",
      private_b: "${aws_route_table.network_private_b_routes.id}",
      pods_a: "${aws_route_table.network_private_a_routes.id}",
      pods_b: "${aws_route_table.network_private_b_routes.id}",
    });
  });

  test("leads nowhere from the intra subnets", () => {
    const intra = { route_table_id: "${aws_route_table.network_intra_routes.id}" };
    expect(view({ nat: "per-zone" }).resources("aws_route", intra)).toEqual([]);
  });

  test("lets what lives in a subnet wait for its way out", () => {
    for (const [subnet, route] of [
      ["private_b", "private_b"],
      ["pods_b", "private_b"],
      ["public_b", "public"],
    ] as const) {
      const association = { subnet_id: `\${aws_subnet.network_${subnet}.id}` };
      expect(
        view({ podCidr: "100.64.0.0/16" }).resource("aws_route_table_association", association).properties[
          "depends_on"
        ],
      ).toEqual([`aws_route.network_${route}_routes_egress`]);
    }
  });

  test("has pod subnets in a range of their own, once the network has it", () => {
    const stack = view({ podCidr: "100.64.0.0/16" });
    expect(stack.resource("aws_vpc_ipv4_cidr_block_association").properties).toEqual({
      vpc_id: "${aws_vpc.network.id}",
      cidr_block: "100.64.0.0/16",
    });
    expect(stack.resource("aws_subnet", { tags: { Name: "production-pods-b" } }).properties).toMatchObject({
      cidr_block: "100.64.32.0/19",
      depends_on: ["aws_vpc_ipv4_cidr_block_association.network_pods"],
    });
  });

  test("has no pod subnets without such a range", () => {
    expect(view().resources("aws_vpc_ipv4_cidr_block_association")).toEqual([]);
  });

  test("is the same whatever the order of the zones", () => {
    const reversed = { zones: { c: { slot: 2 }, b: { slot: 1 }, a: { slot: 0 } } };
    expect(view(reversed).json).toEqual(view(THREE).json);
  });

  test("leaves everything of the old zones as it is when one is added, but for the endpoints that reach further", () => {
    const before = view();
    const after = view(THREE);
    for (const block of before.resources().filter(({ type }) => type !== "aws_vpc_endpoint")) {
      expect(after.resource(block.type, block.properties)).toEqual(block);
    }
    expect(after.resources("aws_nat_gateway")).toHaveLength(1);
  });

  test("refuses a range too small for its zones, and says which size would do", () => {
    expect(() => view({ cidr: "10.0.0.0/24" })).toThrow(
      'cidr: "10.0.0.0/24" is too small: 8 zones need a /20 at least. Write 10.0.0.0/20, say.',
    );
  });
});
