import { view } from "./example";

const PRIVATE_A = "${aws_route_table_association.network_private_a_association.subnet_id}";
const PRIVATE_B = "${aws_route_table_association.network_private_b_association.subnet_id}";

describe("GatewayEndpoints", () => {
  test("give the private and intra subnets a way to S3 and DynamoDB that costs nothing", () => {
    const stack = view();
    for (const service of ["s3", "dynamodb"]) {
      expect(
        stack.resource("aws_vpc_endpoint", { service_name: `com.amazonaws.eu-central-1.${service}` }).properties,
      ).toEqual({
        vpc_id: "${aws_vpc.network.id}",
        vpc_endpoint_type: "Gateway",
        service_name: `com.amazonaws.eu-central-1.${service}`,
        route_table_ids: [
          "${aws_route_table.network_private_a_routes.id}",
          "${aws_route_table.network_private_b_routes.id}",
          "${aws_route_table.network_intra_routes.id}",
        ],
        tags: { Name: `production-${service}` },
      });
    }
  });

  test("can be left out", () => {
    expect(view({ gatewayEndpoints: ["s3"] }).resources("aws_vpc_endpoint")).toHaveLength(1);
    expect(view({ gatewayEndpoints: [] }).resources("aws_vpc_endpoint")).toEqual([]);
  });
});

describe("InterfaceEndpoints", () => {
  test("are not there unless asked for, since each costs money", () => {
    const stack = view();
    expect(stack.resources("aws_vpc_endpoint", { vpc_endpoint_type: "Interface" })).toEqual([]);
    expect(stack.resources("aws_security_group")).toEqual([]);
  });

  test("stand in every zone, under the service's usual name", () => {
    const stack = view({ interfaceEndpoints: ["ecr.api", "sts"] });
    expect(stack.resource("aws_vpc_endpoint", { service_name: "com.amazonaws.eu-central-1.ecr.api" })).toMatchObject({
      name: "network_interface_ecr_api",
      properties: {
        vpc_endpoint_type: "Interface",
        private_dns_enabled: true,
        subnet_ids: [PRIVATE_A, PRIVATE_B],
        security_group_ids: ["${aws_security_group.network_interface.id}"],
      },
    });
    expect(stack.resources("aws_vpc_endpoint", { vpc_endpoint_type: "Interface" })).toHaveLength(2);
  });

  test("let in HTTPS from the network alone, and nothing out", () => {
    const stack = view({ interfaceEndpoints: ["sts"], podCidr: "100.64.0.0/16" });
    const rules = stack.resources("aws_vpc_security_group_ingress_rule").map(({ properties }) => properties);
    expect(rules).toEqual(
      ["10.0.0.0/16", "100.64.0.0/16"].map((cidr) =>
        expect.objectContaining({ cidr_ipv4: cidr, from_port: 443, to_port: 443, ip_protocol: "tcp" }),
      ),
    );
    expect(stack.resource("aws_security_group").properties).not.toHaveProperty("egress");
    expect(stack.resources("aws_vpc_security_group_egress_rule")).toEqual([]);
  });

  test.each(["com.amazonaws.eu-central-1.ecr.api", "ECR", ""])("refuse the service %j", (service) => {
    expect(() => view({ interfaceEndpoints: [service] })).toThrow(
      `test/network/interface: "${service}" is not a service such as "ecr.api". Leave out com.amazonaws.eu-central-1.`,
    );
  });
});
