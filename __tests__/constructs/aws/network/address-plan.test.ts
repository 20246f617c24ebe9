import * as fc from "fast-check";
import { addressPlan, type ZoneRanges } from "../../../../constructs/aws/network/address-plan";
import {
  contains,
  formatRange,
  overlaps,
  parseRange,
  rangeAt,
  type Ipv4Range,
} from "../../../../constructs/aws/network/ipv4";

const POD_RANGES = ["100.64.0.0/16", "100.127.240.0/20"] as const;

const cidr = fc
  .tuple(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 16, max: 20 }))
  .map(([address, bits]) => formatRange(rangeAt(address, bits)));

const slots = fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { minLength: 2, maxLength: 6 });

function zonesOf(taken: readonly number[]): Record<string, { slot: number }> {
  return Object.fromEntries(taken.map((slot, index) => [String.fromCharCode(97 + index), { slot }]));
}

function read(text: string): Ipv4Range {
  const range = parseRange(text);
  if (range === undefined || formatRange(range) !== text) throw new Error(`${text} is no aligned range`);
  return range;
}

function subnets(plan: Readonly<Record<string, ZoneRanges>>): readonly Ipv4Range[] {
  return Object.values(plan).flatMap((zone) => Object.values(zone).map(read));
}

describe("addressPlan", () => {
  test("splits a /16", () => {
    expect(addressPlan("10.0.0.0/16", { a: { slot: 0 }, b: { slot: 7 } })).toEqual({
      a: { private: "10.0.0.0/20", public: "10.0.16.0/22", intra: "10.0.20.0/23" },
      b: { private: "10.0.224.0/20", public: "10.0.240.0/22", intra: "10.0.244.0/23" },
    });
  });

  test("splits a /20, the smallest", () => {
    expect(addressPlan("192.168.16.0/20", { a: { slot: 1 } })).toEqual({
      a: { private: "192.168.18.0/24", public: "192.168.19.0/26", intra: "192.168.19.64/27" },
    });
  });

  test("gives pods an eighth of their own range in every zone", () => {
    const plan = addressPlan("10.0.0.0/16", { a: { slot: 0 }, b: { slot: 2 } }, "100.64.0.0/16");
    expect([plan["a"]?.pods, plan["b"]?.pods]).toEqual(["100.64.0.0/19", "100.64.64.0/19"]);
  });

  test("comes in the order of the slots", () => {
    expect(Object.keys(addressPlan("10.0.0.0/16", { a: { slot: 3 }, c: { slot: 0 }, b: { slot: 1 } }))).toEqual([
      "c",
      "b",
      "a",
    ]);
  });

  test.each([
    ["a range", () => addressPlan("10.0.0.0/8", { a: { slot: 0 } }), 'cidr: "10.0.0.0/8" is too large'],
    ["a pod range", () => addressPlan("10.0.0.0/16", { a: { slot: 0 } }, "10.0.0.0/16"), "podCidr: "],
    ["zones", () => addressPlan("10.0.0.0/16", {}), "zones: there are none."],
  ])("refuses %s that can't be used", (_what, plan, message) => {
    expect(plan).toThrow(message);
  });

  test("gives all zones of any range disjoint, aligned subnets inside it, of sizes that AWS takes", () => {
    fc.assert(
      fc.property(cidr, slots, fc.constantFrom(undefined, ...POD_RANGES), (range, taken, podCidr) => {
        fc.pre(podCidr === undefined || !overlaps(read(podCidr), read(range)));
        const ranges = [read(range), ...(podCidr === undefined ? [] : [read(podCidr)])];
        const all = subnets(addressPlan(range, zonesOf(taken), podCidr));
        expect(all).toHaveLength(taken.length * (podCidr === undefined ? 3 : 4));
        for (const [index, subnet] of all.entries()) {
          expect(subnet.bits >= 16 && subnet.bits <= 28).toBe(true);
          expect(ranges.some((outer) => contains(outer, subnet))).toBe(true);
          expect(all.slice(index + 1).some((other) => overlaps(subnet, other))).toBe(false);
        }
      }),
    );
  });

  test("gives the control plane the 16 free addresses in every zone that EKS recommends", () => {
    fc.assert(
      fc.property(cidr, slots, (range, taken) => {
        for (const { intra } of Object.values(addressPlan(range, zonesOf(taken)))) {
          expect(2 ** (32 - read(intra).bits) - 5).toBeGreaterThanOrEqual(16);
        }
      }),
    );
  });

  test("moves no zone when another is added or removed", () => {
    fc.assert(
      fc.property(cidr, slots, (range, taken) => {
        const { a: _removed, ...others } = zonesOf(taken);
        expect(addressPlan(range, zonesOf(taken))).toMatchObject(addressPlan(range, others));
      }),
    );
  });

  test("does not depend on the order of the zones", () => {
    fc.assert(
      fc.property(cidr, slots, (range, taken) => {
        const zones = zonesOf(taken);
        const reversed = Object.fromEntries(Object.entries(zones).reverse());
        expect(JSON.stringify(addressPlan(range, reversed))).toBe(JSON.stringify(addressPlan(range, zones)));
      }),
    );
  });
});
