import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { Construct } from "constructs";

/** A way out of the network. */
export type Egress = { readonly gatewayId: string } | { readonly natGatewayId: string };

export interface RoutesProps {
  readonly vpcId: string;
  /** The Name tag. */
  readonly name: string;
  /**
   * Where everything outside the network goes.
   * @default - nowhere
   */
  readonly egress?: Egress | undefined;
}

/**
 * A route table. The routes are resources of their own, not part of the table: a change of one is a line of a plan, and
 * routes that others add, such as peering, stay.
 */
export class Routes extends Construct {
  readonly table: RouteTable;
  /** What must be there before traffic gets out. */
  readonly routes: readonly Route[];

  constructor(scope: Construct, id: string, { vpcId, name, egress }: RoutesProps) {
    super(scope, id);
    this.table = new RouteTable(this, "Resource", { vpcId, tags: { Name: name } });
    const routeTableId = this.table.id;
    this.routes =
      egress === undefined
        ? []
        : [new Route(this, "egress", { routeTableId, destinationCidrBlock: "0.0.0.0/0", ...egress })];
  }
}
