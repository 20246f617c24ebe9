import { Token } from "cdktf";
import type { Network } from "./network";

type SubnetIds = Readonly<Record<string, string>>;

/** A network that exists. */
export interface ImportedNetworkProps {
  readonly vpcId: string;
  /** Subnets with a way out, by zone (`a` for `eu-central-1a`), in two zones at least. */
  readonly privateSubnetIds: SubnetIds;
  /**
   * Subnets that the internet reaches, by zone. Load balancers find them by the tag `kubernetes.io/role/elb`, internal ones
   * the private subnets by `kubernetes.io/role/internal-elb`: both are set where the network is made.
   * @default - none
   */
  readonly publicSubnetIds?: SubnetIds;
  /**
   * Subnets of the control plane's network interfaces, by zone, in two zones at least.
   * @default - the private subnets
   */
  readonly intraSubnetIds?: SubnetIds;
  /**
   * Subnets that pods take their addresses from, in every zone that has a private subnet.
   * @default - none: pods are in the private subnets
   */
  readonly podSubnetIds?: SubnetIds;
}

/** Describes a network that exists. Throws when no cluster could live in it. */
export function importedNetwork(props: ImportedNetworkProps): Network {
  const { vpcId, privateSubnetIds, publicSubnetIds = {}, podSubnetIds = {} } = props;
  const intraSubnetIds = props.intraSubnetIds ?? privateSubnetIds;
  checkId("vpcId", vpcId, "vpc");
  checkSubnets("privateSubnetIds", privateSubnetIds);
  checkSubnets("publicSubnetIds", publicSubnetIds);
  checkSubnets("intraSubnetIds", intraSubnetIds);
  checkSubnets("podSubnetIds", podSubnetIds);
  checkZones("privateSubnetIds", privateSubnetIds);
  checkZones("intraSubnetIds", intraSubnetIds);
  const missing = Object.keys(privateSubnetIds).filter((zone) => podSubnetIds[zone] === undefined);
  if (Object.keys(podSubnetIds).length > 0 && missing.length > 0) {
    throw new Error(
      `podSubnetIds: zone ${missing.join(", ")} has a private subnet and none for its pods. Add one for it.`,
    );
  }
  return { vpcId, privateSubnetIds, publicSubnetIds, intraSubnetIds, podSubnetIds };
}

function checkZones(name: string, ids: SubnetIds): void {
  const zones = Object.keys(ids);
  if (zones.length >= 2) return;
  const given = zones.length === 0 ? "there are none" : `only zone ${zones.join(", ")} has one`;
  throw new Error(`${name}: ${given}. EKS needs subnets in two zones at least.`);
}

function checkSubnets(name: string, ids: SubnetIds): void {
  const owners = new Map<string, string>();
  for (const [zone, id] of Object.entries(ids)) {
    checkId(`${name}.${zone}`, id, "subnet");
    const owner = owners.get(id);
    if (owner !== undefined) {
      throw new Error(`${name}.${zone}: ${id} is the subnet of zone ${owner}, and a subnet is in one zone.`);
    }
    owners.set(id, zone);
  }
}

function checkId(name: string, id: string, kind: "vpc" | "subnet"): void {
  if (Token.isUnresolved(id) || new RegExp(`^${kind}-[0-9a-f]+$`).test(id)) return;
  throw new Error(`${name}: "${id}" is not an id such as ${kind}-0a1b2c3d.`);
}
