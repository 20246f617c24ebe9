import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Vpc as AwsVpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcIpv4CidrBlockAssociation } from "@cdktf/provider-aws/lib/vpc-ipv4-cidr-block-association";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { addressPlan } from "./address-plan";
import { closeDefaults } from "./closed-defaults";
import { GatewayEndpoints, InterfaceEndpoints } from "./endpoints";
import { FlowLogs } from "./flow-logs";
import { importedNetwork, type ImportedNetworkProps } from "./imported-network";
import { NatGateways } from "./nat";
import type { Network } from "./network";
import { RoutedSubnet } from "./routed-subnet";
import { Routes, type Egress } from "./routes";
import { subnetTags, type SubnetKind } from "./subnet-tags";
import type { VpcProps } from "./vpc-props";

type ByZone<T> = Readonly<Record<string, T>>;

/**
 * A network with private subnets that get out through NAT, public ones for load balancers, and intra ones without any way
 * out, in every zone.
 */
export class Vpc extends Construct implements Network {
  readonly vpcId: string;
  readonly privateSubnetIds: ByZone<string>;
  readonly publicSubnetIds: ByZone<string>;
  readonly intraSubnetIds: ByZone<string>;
  readonly podSubnetIds: ByZone<string>;
  /** The addresses that the network's traffic comes from, by zone of the NAT gateway. */
  readonly egressIps: ByZone<string>;
  /** Addresses in Terraform of what others may rely on: the elastic IPs of the NAT gateways. */
  readonly protectedAddresses: readonly string[];

  /** A network that exists. Throws when no cluster could live in it. */
  static fromIds(props: ImportedNetworkProps): Network {
    return importedNetwork(props);
  }

  constructor(
    scope: Construct,
    id: string,
    private readonly props: VpcProps,
  ) {
    super(scope, id);
    const { name, region, cidr, zones, podCidr, flowLogs } = props;
    const nat = props.nat ?? "single";
    const gatewayEndpoints = props.gatewayEndpoints ?? ["s3", "dynamodb"];
    const interfaceEndpoints = props.interfaceEndpoints ?? [];
    const plan = Object.entries(addressPlan(cidr, zones, podCidr));

    const vpc = new AwsVpc(this, "Resource", {
      cidrBlock: cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: name },
    });
    const vpcId = vpc.id;
    this.vpcId = vpcId;
    closeDefaults(this, vpc, name);
    new FlowLogs(this, "flow_logs", { vpcId, name, region, to: flowLogs });

    const internet = new InternetGateway(this, "internet", { vpcId, tags: { Name: name } });
    const publicRoutes = this.routes("public", { gatewayId: internet.id });
    const intraRoutes = this.routes("intra");
    this.publicSubnetIds = Object.fromEntries(
      plan.map(([zone, ranges]) => [zone, this.subnet("public", zone, ranges.public, publicRoutes)]),
    );
    this.intraSubnetIds = Object.fromEntries(
      plan.map(([zone, ranges]) => [zone, this.subnet("intra", zone, ranges.intra, intraRoutes)]),
    );

    const gateways = new NatGateways(this, "nat", { name, mode: nat, zones, publicSubnetIds: this.publicSubnetIds });
    this.egressIps = gateways.egressIps;
    this.protectedAddresses = gateways.protectedAddresses;

    const routed = plan.map(([zone, ranges]) => {
      const natGatewayId = gateways.gatewayIdFor(zone);
      const routes = this.routes(`private_${zone}`, natGatewayId === undefined ? undefined : { natGatewayId });
      return { zone, ranges, routes };
    });
    this.privateSubnetIds = Object.fromEntries(
      routed.map(({ zone, ranges, routes }) => [zone, this.subnet("private", zone, ranges.private, routes)]),
    );
    const podRange =
      podCidr === undefined ? [] : [new VpcIpv4CidrBlockAssociation(this, "pods", { vpcId, cidrBlock: podCidr })];
    this.podSubnetIds = Object.fromEntries(
      routed.flatMap(({ zone, ranges: { pods }, routes }) =>
        pods === undefined ? [] : [[zone, this.subnet("pods", zone, pods, routes, podRange)]],
      ),
    );

    const routeTableIds = [...routed.map(({ routes }) => routes.table.id), intraRoutes.table.id];
    new GatewayEndpoints(this, "gateway", { vpcId, name, region, services: gatewayEndpoints, routeTableIds });
    if (interfaceEndpoints.length > 0) {
      const allowedCidrs = { nodes: cidr, ...(podCidr !== undefined && { pods: podCidr }) };
      const subnetIds = Object.values(this.privateSubnetIds);
      const services = interfaceEndpoints;
      new InterfaceEndpoints(this, "interface", { vpcId, name, region, services, subnetIds, allowedCidrs });
    }
  }

  private routes(id: string, egress?: Egress): Routes {
    const name = `${this.props.name}-${id.replace("_", "-")}`;
    return new Routes(this, `${id}_routes`, { vpcId: this.vpcId, name, egress });
  }

  /** @returns the subnet's id. */
  private subnet(
    kind: SubnetKind,
    zone: string,
    cidrBlock: string,
    routes: Routes,
    dependsOn: readonly ITerraformDependable[] = [],
  ): string {
    const { name, region, clusterName } = this.props;
    return new RoutedSubnet(this, `${kind}_${zone}`, {
      vpcId: this.vpcId,
      availabilityZone: `${region}${zone}`,
      cidrBlock,
      routes,
      tags: { Name: `${name}-${kind}-${zone}`, ...subnetTags(kind, clusterName) },
      dependsOn,
    }).subnetId;
  }
}
