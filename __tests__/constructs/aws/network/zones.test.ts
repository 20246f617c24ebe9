import { checkZones, zonesBySlot, type Zones } from "../../../../constructs/aws/network/zones";

const full: Zones = Object.fromEntries(["a", "b", "c", "d", "e", "f", "g", "h"].map((zone, slot) => [zone, { slot }]));

describe("zonesBySlot", () => {
  test("orders by slot, whatever the letters and the order of the map", () => {
    expect(zonesBySlot({ a: { slot: 5 }, c: { slot: 0 }, b: { slot: 2 } })).toEqual([
      { zone: "c", slot: 0 },
      { zone: "b", slot: 2 },
      { zone: "a", slot: 5 },
    ]);
  });
});

describe("checkZones", () => {
  test("takes one zone and eight", () => {
    expect(() => checkZones({ a: { slot: 7 } })).not.toThrow();
    expect(() => checkZones(full)).not.toThrow();
  });

  test.each<[string, Zones, string]>([
    ["no zone", {}, "zones: there are none. Name at least one, such as a: { slot: 0 }."],
    [
      "a slot too high",
      { a: { slot: 0 }, b: { slot: 8 } },
      "zones.b.slot: 8 is not one of 0 to 7. The next free slot is 1.",
    ],
    ["a slot below 0", { a: { slot: -1 } }, "zones.a.slot: -1 is not one of 0 to 7. The next free slot is 0."],
    [
      "a slot that is no number",
      { a: { slot: 0.5 } },
      "zones.a.slot: 0.5 is not one of 0 to 7. The next free slot is 0.",
    ],
    [
      "a slot used twice",
      { b: { slot: 0 }, a: { slot: 0 } },
      "zones.b.slot: 0 is the slot of zone a. The next free slot is 1.",
    ],
    ["a ninth zone", { ...full, i: { slot: 3 } }, "zones.i.slot: 3 is the slot of zone d. All 8 slots are taken."],
    [
      "a zone with its region",
      { "eu-central-1a": { slot: 0 } },
      'zones."eu-central-1a": a zone is named by its letter, without the region: "a" for eu-central-1a.',
    ],
  ])("refuses %s", (_what, zones, message) => {
    expect(() => checkZones(zones)).toThrow(new Error(message));
  });
});
