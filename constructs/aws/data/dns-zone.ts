import { DataAwsRoute53Zone } from "@cdktf/provider-aws/lib/data-aws-route53-zone";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { Construct } from "constructs";

/** A public DNS zone: one that this repository makes, or one that exists. */
export interface Zone {
  readonly zoneId: string;
  /** The zone's domain. */
  readonly name: string;
}

export interface DnsZoneProps {
  /** The zone's domain, such as `example.org`. */
  readonly name: string;
}

/**
 * A public Route 53 zone. Terraform refuses to destroy it: a new one has other name servers, and the domain is gone until its
 * registrar knows them.
 */
export class DnsZone extends Construct implements Zone {
  readonly zoneId: string;
  readonly name: string;
  /** Name servers that the registrar or the parent zone has to name. */
  readonly nameServers: string[];

  constructor(scope: Construct, id: string, props: DnsZoneProps) {
    super(scope, id);
    const zone = new Route53Zone(this, "Resource", {
      name: props.name,
      comment: `Public zone of ${props.name}`,
      lifecycle: { preventDestroy: true },
    });
    this.zoneId = zone.zoneId;
    this.name = props.name;
    this.nameServers = zone.nameServers;
  }

  /** The public zone of a domain that exists, looked up when Terraform plans. */
  static fromName(scope: Construct, id: string, name: string): Zone {
    return { zoneId: new DataAwsRoute53Zone(scope, id, { name, privateZone: false }).zoneId, name };
  }

  /** The zone with an id that exists, where the domain has several. */
  static fromId(scope: Construct, id: string, zoneId: string): Zone {
    return { zoneId, name: new DataAwsRoute53Zone(scope, id, { zoneId }).name };
  }
}
