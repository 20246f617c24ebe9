import { DnsZone } from "../../../../constructs/aws/data/dns-zone";
import { synthesize } from "../../../helpers/synthesize";
import { awsStack, inTerraform } from "./example";

describe("DnsZone", () => {
  test("makes a public zone that Terraform refuses to destroy, and tells its name servers", () => {
    const stack = awsStack();
    const zone = new DnsZone(stack, "zone", { name: "example.org" });
    expect(synthesize(stack).resource("aws_route53_zone").properties).toMatchObject({
      name: "example.org",
      comment: "Public zone of example.org",
      lifecycle: { prevent_destroy: true },
    });
    expect(inTerraform(stack, { id: zone.zoneId, name: zone.name, servers: zone.nameServers })).toEqual({
      id: "${aws_route53_zone.zone.zone_id}",
      name: "example.org",
      servers: "${aws_route53_zone.zone.name_servers}",
    });
  });

  test("finds one that exists by its domain, the public one", () => {
    const stack = awsStack();
    const zone = DnsZone.fromName(stack, "zone", "example.org");
    const view = synthesize(stack);
    expect(view.dataSource("aws_route53_zone").properties).toMatchObject({ name: "example.org", private_zone: false });
    expect(view.resources("aws_route53_zone")).toEqual([]);
    expect(inTerraform(stack, zone)).toEqual({ zoneId: "${data.aws_route53_zone.zone.zone_id}", name: "example.org" });
  });

  test("finds one that exists by its id", () => {
    const stack = awsStack();
    const zone = DnsZone.fromId(stack, "zone", "Z123");
    expect(synthesize(stack).dataSource("aws_route53_zone").properties).toMatchObject({ zone_id: "Z123" });
    expect(inTerraform(stack, zone)).toEqual({ zoneId: "Z123", name: "${data.aws_route53_zone.zone.name}" });
  });
});
