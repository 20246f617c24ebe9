/** How many zones a network has room for. */
export const SLOTS = 8;

/** A zone's place in the address plan. */
export interface Zone {
  /**
   * 0 to 7. It alone decides the zone's addresses: it never changes, and no two zones share one. So their order does
   * not matter, and a new zone moves no other.
   */
  readonly slot: number;
}

/** Zones by letter: `a` for `eu-central-1a`. */
export type Zones = Readonly<Record<string, Zone>>;

/** The zones in the order of their slots, whatever the order of the map. */
export function zonesBySlot(zones: Zones): readonly { readonly zone: string; readonly slot: number }[] {
  return Object.entries(zones)
    .map(([zone, { slot }]) => ({ zone, slot }))
    .sort((one, other) => one.slot - other.slot);
}

/** Throws on zones that no address plan can be made for. */
export function checkZones(zones: Zones): void {
  const entries = Object.entries(zones).sort(([one], [other]) => (one < other ? -1 : 1));
  if (entries.length === 0) throw new Error("zones: there are none. Name at least one, such as a: { slot: 0 }.");
  const owners = new Map<number, string>();
  for (const [zone, { slot }] of entries) {
    if (!/^[a-z]$/.test(zone)) {
      throw new Error(`zones."${zone}": a zone is named by its letter, without the region: "a" for eu-central-1a.`);
    }
    if (!Number.isInteger(slot) || slot < 0 || slot >= SLOTS) {
      throw new Error(`zones.${zone}.slot: ${slot} is not one of 0 to ${SLOTS - 1}. ${freeSlot(zones)}`);
    }
    const owner = owners.get(slot);
    if (owner !== undefined) {
      throw new Error(`zones.${zone}.slot: ${slot} is the slot of zone ${owner}. ${freeSlot(zones)}`);
    }
    owners.set(slot, zone);
  }
}

function freeSlot(zones: Zones): string {
  const used = new Set(Object.values(zones).map(({ slot }) => slot));
  const free = [...Array(SLOTS).keys()].find((slot) => !used.has(slot));
  return free === undefined ? `All ${SLOTS} slots are taken.` : `The next free slot is ${free}.`;
}
