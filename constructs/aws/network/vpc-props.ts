import type { GatewayService } from "./endpoints";
import type { FlowLogDestination } from "./flow-logs";
import type { NatMode } from "./nat";
import type { Zones } from "./zones";

/** A network of public, private and intra subnets in every zone. */
export interface VpcProps {
  /** The network's name: what the Name tags, the role and the log group of its flow logs begin with. */
  readonly name: string;
  /** Such as `eu-central-1`, of the partition `aws`. */
  readonly region: string;
  /** IPv4 range of the whole network, a /16 to a /20. */
  readonly cidr: string;
  /** Availability zones by letter, each with the slot that decides its addresses: see {@link addressPlan}. */
  readonly zones: Zones;
  /**
   * NAT gateways. Each costs about 37 USD a month (us-east-1, its address included), and whichever the mode about 0.045 USD
   * for each GB.
   *
   * - `single`: one, in the zone with the lowest slot. When that zone fails, no zone has a way out; and traffic between zones
   *   costs about 0.01 USD a GB in each direction. A new zone with a lower slot takes the gateway over, with a new address.
   * - `per-zone`: one a zone, so that a zone's failure is its own. From `single` to this and back, only routes change and
   *   gateways come or go: the first zone's keeps its address.
   * - `none`: no way out. Nodes reach AWS through endpoints, and images from ECR alone.
   *
   * Their addresses are the network's: they go with it, so that it can be destroyed. Where others have allowed them, put
   * {@link Vpc.protectedAddresses} under the stack's protection.
   * @default "single"
   */
  readonly nat?: NatMode;
  /**
   * A second IPv4 range, a /16 to a /20 such as 100.64.0.0/16, for subnets of pods only.
   * @default - none: pods are in the private subnets
   */
  readonly podCidr?: string;
  /** Where the record of all traffic goes. */
  readonly flowLogs: FlowLogDestination;
  /**
   * Services that the private and intra subnets reach without NAT, at no cost.
   * @default ["s3", "dynamodb"]
   */
  readonly gatewayEndpoints?: readonly GatewayService[];
  /**
   * Further services that the network reaches without NAT, by their names without `com.amazonaws.<region>.`: `ecr.api`. Each
   * costs about 7 USD a month (us-east-1) in every zone, and 0.01 USD a GB.
   * @default - none
   */
  readonly interfaceEndpoints?: readonly string[];
  /**
   * The cluster whose nodes Karpenter and Auto Mode put into the private subnets: their tag `karpenter.sh/discovery`.
   * @default - no such tag
   */
  readonly clusterName?: string;
}
