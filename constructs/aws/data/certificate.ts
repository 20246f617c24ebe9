import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { expression } from "../../terraform-template";

export interface CertificateProps {
  /** The certificate is for this domain and for everything one level below it. */
  readonly domain: string;
  /** The public zone that holds the domain. */
  readonly zoneId: string;
  /**
   * The provider of the account that the zone is in.
   * @default - the certificate's
   */
  readonly zoneProvider?: TerraformProvider;
}

/** An ACM certificate, proved by DNS. ACM renews it for as long as the record stands. */
export class Certificate extends Construct {
  /** The ARN, once the certificate is issued: what uses it waits for that. */
  readonly certificateArn: string;

  constructor(scope: Construct, id: string, { domain, zoneId, zoneProvider }: CertificateProps) {
    super(scope, id);
    const certificate = new AcmCertificate(this, "Resource", {
      domainName: domain,
      subjectAlternativeNames: [`*.${domain}`],
      validationMethod: "DNS",
      options: { certificateTransparencyLoggingPreference: "ENABLED" },
      lifecycle: { createBeforeDestroy: true },
    });
    const options = `${certificate.terraformResourceType}.${certificate.friendlyUniqueId}.domain_validation_options`;
    // ACM asks for one record for the domain and for the wildcard, but lists it for each.
    const asked = (what: string): string => expression(`one(distinct([for option in ${options} : option.${what}]))`);
    const record = new Route53Record(this, "validation", {
      zoneId,
      name: asked("resource_record_name"),
      type: asked("resource_record_type"),
      records: [asked("resource_record_value")],
      ttl: 300,
      allowOverwrite: true, // and for the same record again for every certificate of the domain
      ...(zoneProvider === undefined ? {} : { provider: zoneProvider }),
    });
    const validation = new AcmCertificateValidation(this, "issued", {
      certificateArn: certificate.arn,
      validationRecordFqdns: [record.fqdn],
    });
    this.certificateArn = validation.certificateArn;
  }
}
