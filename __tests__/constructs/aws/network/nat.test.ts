import { natZone } from "../../../../constructs/aws/network/nat";
import type { VpcProps } from "../../../../constructs/aws/network/vpc-props";
import { network, view } from "./example";

const zones = { c: { slot: 1 }, b: { slot: 4 }, a: { slot: 7 } };

/** The NAT gateway that each private route table leads to. */
function ways(over: Partial<VpcProps>): Record<string, unknown> {
  const routes = view(over).resources("aws_route", { route_table_id: expect.stringContaining("private") });
  return Object.fromEntries(routes.map(({ name, properties }) => [name, properties["nat_gateway_id"]]));
}

describe("natZone", () => {
  test.each(["a", "b", "c"])("is the zone with the lowest slot, the zone itself or none for zone %s", (zone) => {
    expect([natZone("single", zone, zones), natZone("per-zone", zone, zones), natZone("none", zone, zones)]).toEqual([
      "c",
      zone,
      undefined,
    ]);
  });

  test("stays when a zone with a higher slot is added, whatever its letter and place", () => {
    expect(natZone("single", "b", { a: { slot: 7 }, b: { slot: 3 } })).toBe("b");
    expect(natZone("single", "b", { b: { slot: 3 } })).toBe("b");
  });
});

describe("NatGateways", () => {
  test("are one by default, which every zone leaves through", () => {
    expect(view().resources("aws_nat_gateway")).toHaveLength(1);
    expect(ways({})).toEqual({
      network_private_a_routes_egress: "${aws_nat_gateway.network_nat_a.id}",
      network_private_b_routes_egress: "${aws_nat_gateway.network_nat_a.id}",
    });
  });

  test("can be one a zone, each for its own", () => {
    expect(ways({ nat: "per-zone" })).toEqual({
      network_private_a_routes_egress: "${aws_nat_gateway.network_nat_a.id}",
      network_private_b_routes_egress: "${aws_nat_gateway.network_nat_b.id}",
    });
  });

  test("can be none, with nothing that leaves the private subnets and no address to pay for", () => {
    const stack = view({ nat: "none" });
    expect(ways({ nat: "none" })).toEqual({});
    expect(stack.resources("aws_nat_gateway")).toEqual([]);
    expect(stack.resources("aws_eip")).toEqual([]);
  });

  test("change nothing but routes and gateways between one and one a zone", () => {
    const single = view();
    const perZone = view({ nat: "per-zone" });
    const others = (stack: typeof single): readonly unknown[] =>
      stack.resources().filter(({ type }) => !["aws_route", "aws_nat_gateway", "aws_eip"].includes(type));
    expect(others(perZone)).toEqual(others(single));
    expect(perZone.resource("aws_nat_gateway", { tags: { Name: "production-nat-a" } })).toEqual(
      single.resource("aws_nat_gateway"),
    );
  });

  test("stand in public subnets that already have their way to the internet", () => {
    const stack = view();
    expect(stack.resource("aws_nat_gateway").properties).toMatchObject({
      allocation_id: "${aws_eip.network_nat_a_address.id}",
      subnet_id: "${aws_route_table_association.network_public_a_association.subnet_id}",
    });
    expect(
      stack.resource("aws_route_table_association", { subnet_id: "${aws_subnet.network_public_a.id}" }).properties,
    ).toMatchObject({ depends_on: ["aws_route.network_public_routes_egress"] });
    expect(stack.resource("aws_route", { gateway_id: "${aws_internet_gateway.network_internet.id}" }).name).toBe(
      "network_public_routes_egress",
    );
  });

  test("name their addresses, which others may have allowed", () => {
    const { egressIps, protectedAddresses } = network({ nat: "per-zone" });
    expect(Object.keys(egressIps)).toEqual(["a", "b"]);
    expect(protectedAddresses).toEqual(["aws_eip.network_nat_a_address", "aws_eip.network_nat_b_address"]);
    expect(network({ nat: "none" }).protectedAddresses).toEqual([]);
  });
});
