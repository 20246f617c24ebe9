import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Routes } from "./routes";

export interface RoutedSubnetProps {
  readonly vpcId: string;
  /** Such as `eu-central-1a`. */
  readonly availabilityZone: string;
  readonly cidrBlock: string;
  readonly routes: Routes;
  readonly tags: Readonly<Record<string, string>>;
  /**
   * What the range of the subnet needs.
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** A subnet with its routes. Nothing in it gets a public address unless it asks for one. */
export class RoutedSubnet extends Construct {
  /**
   * The subnet's id, read from its association with the routes: what lives in the subnet is made after there is a way
   * out, and is gone before that is.
   */
  readonly subnetId: string;

  constructor(scope: Construct, id: string, props: RoutedSubnetProps) {
    super(scope, id);
    const { vpcId, availabilityZone, cidrBlock, routes, tags, dependsOn = [] } = props;
    const subnet = new Subnet(this, "Resource", {
      vpcId,
      availabilityZone,
      cidrBlock,
      mapPublicIpOnLaunch: false,
      tags,
      dependsOn: [...dependsOn],
    });
    this.subnetId = new RouteTableAssociation(this, "association", {
      subnetId: subnet.id,
      routeTableId: routes.table.id,
      dependsOn: [...routes.routes],
    }).subnetId;
  }
}
