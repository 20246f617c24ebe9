import { Eip } from "@cdktf/provider-aws/lib/eip";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Construct } from "constructs";
import { zonesBySlot, type Zones } from "./zones";

/** How many NAT gateways a network has. */
export type NatMode = "single" | "per-zone" | "none";

/** The zone whose NAT gateway a zone leaves through; nothing where there is no way out. */
export function natZone(mode: NatMode, zone: string, zones: Zones): string | undefined {
  switch (mode) {
    case "none":
      return undefined;
    case "per-zone":
      return zone;
    case "single":
      return zonesBySlot(zones)[0]?.zone;
  }
}

export interface NatGatewaysProps {
  /** What the Name tags begin with. */
  readonly name: string;
  readonly mode: NatMode;
  readonly zones: Zones;
  /** By zone. */
  readonly publicSubnetIds: Readonly<Record<string, string>>;
}

/** NAT gateways, each with an address of its own. A public subnet's id brings the route to the internet with it. */
export class NatGateways extends Construct {
  /** The addresses that traffic comes from, by zone of the gateway. */
  readonly egressIps: Readonly<Record<string, string>>;
  /** Addresses in Terraform that must not vanish unnoticed: others may have allowed what comes from them. */
  readonly protectedAddresses: readonly string[];
  private readonly gatewayIds: Readonly<Record<string, string>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: NatGatewaysProps,
  ) {
    super(scope, id);
    const { name, mode, zones, publicSubnetIds } = props;
    const homes = new Set(Object.keys(zones).map((zone) => natZone(mode, zone, zones)));
    const gateways = Object.entries(publicSubnetIds)
      .filter(([zone]) => homes.has(zone))
      .map(([zone, subnetId]) => {
        const tags = { Name: `${name}-nat-${zone}` };
        const address = new Eip(this, `${zone}_address`, { domain: "vpc", tags });
        return { zone, address, gateway: new NatGateway(this, zone, { allocationId: address.id, subnetId, tags }) };
      });
    this.gatewayIds = Object.fromEntries(gateways.map(({ zone, gateway }) => [zone, gateway.id]));
    this.egressIps = Object.fromEntries(gateways.map(({ zone, address }) => [zone, address.publicIp]));
    this.protectedAddresses = gateways.map(({ address }) => `${Eip.tfResourceType}.${address.friendlyUniqueId}`);
  }

  /** The id of the gateway that a zone leaves through; nothing where there is no way out. */
  gatewayIdFor(zone: string): string | undefined {
    const home = natZone(this.props.mode, zone, this.props.zones);
    return home === undefined ? undefined : this.gatewayIds[home];
  }
}
