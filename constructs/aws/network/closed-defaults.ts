import { DefaultRouteTable } from "@cdktf/provider-aws/lib/default-route-table";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import type { Vpc } from "@cdktf/provider-aws/lib/vpc";
import type { Construct } from "constructs";

/**
 * Empties what AWS makes with every network and uses when nothing is named: the security group lets nothing in or out, and
 * the route table leads nowhere. The lists are there although they are empty: without them Terraform would empty both once
 * and then leave what others add. The default network ACL stays: it is what the subnets use, and security groups decide.
 */
export function closeDefaults(scope: Construct, vpc: Vpc, name: string): void {
  const tags = { Name: `${name}-default-closed` };
  new DefaultSecurityGroup(scope, "default_security_group", { vpcId: vpc.id, ingress: [], egress: [], tags });
  new DefaultRouteTable(scope, "default_route_table", {
    defaultRouteTableId: vpc.defaultRouteTableId,
    route: [],
    tags,
  });
}
