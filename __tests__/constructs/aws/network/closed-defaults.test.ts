import { view } from "./example";

describe("closeDefaults", () => {
  test("empties the default security group, and keeps it empty", () => {
    expect(view().resource("aws_default_security_group").properties).toMatchObject({
      vpc_id: "${aws_vpc.network.id}",
      ingress: [],
      egress: [],
    });
  });

  test("lets the default route table lead nowhere, and keeps it so", () => {
    expect(view().resource("aws_default_route_table").properties).toMatchObject({
      default_route_table_id: "${aws_vpc.network.default_route_table_id}",
      route: [],
    });
  });
});
