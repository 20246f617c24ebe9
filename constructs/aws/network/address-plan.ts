import { formatRange, rangeSize, type Ipv4Range } from "./ipv4";
import { networkRange, podRange } from "./network-range";
import { checkZones, zonesBySlot, type Zones } from "./zones";

/** The ranges of a zone's subnets. */
export interface ZoneRanges {
  readonly private: string;
  readonly public: string;
  readonly intra: string;
  /** Only with a range for pods. */
  readonly pods?: string;
}

/** How much longer a prefix is than the network's. An eighth of the range is a slot's. */
const SLOT_BITS = 3;
/** Half of the slot. */
const PRIVATE_BITS = 4;
/** A quarter of the slot's other half. */
const PUBLIC_BITS = 6;
/** An eighth of that half. */
const INTRA_BITS = 7;

/**
 * Which addresses each zone has. The private subnet is the first half of the zone's slot; the public and the intra
 * subnet begin the second half, and the rest of it is free. AWS keeps 5 addresses of every subnet.
 *
 * | range | private | public | intra |
 * |---|---|---|---|
 * | /16 | /20 | /22 | /23, 507 free |
 * | /20 | /24 | /26 | /27, 27 free |
 *
 * EKS needs 6 free addresses in each subnet of its control plane and recommends 16.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 *
 * @param cidr a /16 to a /20.
 * @param podCidr a second range, a /16 to a /20, for subnets of pods only: from 100.64.0.0/10, or from the same private
 * range as the first.
 * @returns the ranges by zone, in the order of the slots.
 * @throws when a range or a slot can't be used, with what can.
 */
export function addressPlan(cidr: string, zones: Zones, podCidr?: string): Readonly<Record<string, ZoneRanges>> {
  const network = networkRange("cidr", cidr);
  const pods = podCidr === undefined ? undefined : podRange(podCidr, network);
  checkZones(zones);
  return Object.fromEntries(zonesBySlot(zones).map(({ zone, slot }) => [zone, zoneRanges(slot, network, pods)]));
}

function zoneRanges(slot: number, network: Ipv4Range, pods: Ipv4Range | undefined): ZoneRanges {
  const { first } = eighth(network, slot);
  const second = first + rangeSize(network.bits + PRIVATE_BITS);
  const third = second + rangeSize(network.bits + PUBLIC_BITS);
  return {
    private: formatRange({ first, bits: network.bits + PRIVATE_BITS }),
    public: formatRange({ first: second, bits: network.bits + PUBLIC_BITS }),
    intra: formatRange({ first: third, bits: network.bits + INTRA_BITS }),
    ...(pods && { pods: formatRange(eighth(pods, slot)) }),
  };
}

function eighth(range: Ipv4Range, slot: number): Ipv4Range {
  const bits = range.bits + SLOT_BITS;
  return { first: range.first + slot * rangeSize(bits), bits };
}
