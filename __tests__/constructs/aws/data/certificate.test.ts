import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Certificate } from "../../../../constructs/aws/data/certificate";
import { synthesize } from "../../../helpers/synthesize";
import { awsStack, inTerraform } from "./example";

function made() {
  const stack = awsStack();
  const certificate = new Certificate(stack, "certificate", { domain: "example.org", zoneId: "Z123" });
  return { stack, certificate, view: synthesize(stack) };
}

describe("Certificate", () => {
  test("is for the domain and everything one level below it, and makes the new one before the old one goes", () => {
    expect(made().view.resource("aws_acm_certificate").properties).toMatchObject({
      domain_name: "example.org",
      subject_alternative_names: ["*.example.org"],
      validation_method: "DNS",
      lifecycle: { create_before_destroy: true },
    });
  });

  test("is proved by one record, since the wildcard's is the same", () => {
    const asked = (what: string): string =>
      `\${one(distinct([for option in aws_acm_certificate.certificate.domain_validation_options : option.${what}]))}`;
    expect(made().view.resource("aws_route53_record").properties).toMatchObject({
      zone_id: "Z123",
      name: asked("resource_record_name"),
      type: asked("resource_record_type"),
      records: [asked("resource_record_value")],
      allow_overwrite: true,
    });
  });

  test("writes the record by the provider of the zone's account, and is itself of its own", () => {
    const stack = awsStack();
    const zoneProvider = new AwsProvider(stack, "zones", { alias: "zones", region: "eu-west-1" });
    new Certificate(stack, "certificate", { domain: "example.org", zoneId: "Z123", zoneProvider });
    const view = synthesize(stack);
    expect(view.resource("aws_route53_record").properties).toMatchObject({ provider: "aws.zones" });
    for (const type of ["aws_acm_certificate", "aws_acm_certificate_validation"])
      expect(view.resource(type).properties).not.toHaveProperty("provider");
  });

  test("is given on only once it is issued", () => {
    const { stack, certificate, view } = made();
    expect(view.resource("aws_acm_certificate_validation").properties).toMatchObject({
      certificate_arn: "${aws_acm_certificate.certificate.arn}",
      validation_record_fqdns: ["${aws_route53_record.certificate_validation.fqdn}"],
    });
    expect(inTerraform(stack, certificate.certificateArn)).toBe(
      "${aws_acm_certificate_validation.certificate_issued.certificate_arn}",
    );
  });
});
