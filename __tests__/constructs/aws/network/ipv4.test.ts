import * as fc from "fast-check";
import {
  contains,
  formatRange,
  overlaps,
  parseRange,
  rangeAt,
  rangeSize,
} from "../../../../constructs/aws/network/ipv4";

const range = fc
  .tuple(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 32 }))
  .map(([address, bits]) => rangeAt(address, bits));

describe("parseRange", () => {
  test.each([
    "",
    "10.0.0.0",
    "10.0.0.0/",
    "10.0.0.0/33",
    "10.0.0.0/08",
    "10.0.0.0/16/16",
    "10.0.0/8",
    "10.0.0.256/8",
    "010.0.0.0/8",
    "10.0.0.0/8 ",
    "::/0",
  ])("refuses %j", (text) => {
    expect(parseRange(text)).toBeUndefined();
  });

  test("drops host bits", () => {
    expect(parseRange("10.1.2.3/16")).toEqual({ first: 0x0a010000, bits: 16 });
  });

  test("reads every range that is written", () => {
    fc.assert(fc.property(range, (one) => expect(parseRange(formatRange(one))).toEqual(one)));
  });
});

describe("contains and overlaps", () => {
  test.each([
    ["10.0.0.0/8", "10.42.0.0/16", true, true],
    ["10.42.0.0/16", "10.0.0.0/8", false, true],
    ["10.42.0.0/16", "10.43.0.0/16", false, false],
    ["10.0.0.0/15", "10.2.0.0/15", false, false],
    ["10.0.0.0/16", "10.0.0.0/16", true, true],
    ["0.0.0.0/0", "255.255.255.255/32", true, true],
  ])("%s and %s: %s, %s", (one, other, contained, overlapping) => {
    const [outer, inner] = [parseRange(one), parseRange(other)];
    if (outer === undefined || inner === undefined) throw new Error("not a range");
    expect([contains(outer, inner), overlaps(outer, inner), overlaps(inner, outer)]).toEqual([
      contained,
      overlapping,
      overlapping,
    ]);
  });

  test("agree with the first and last addresses", () => {
    fc.assert(
      fc.property(range, range, (one, other) => {
        const last = ({ first, bits }: { first: number; bits: number }): number => first + rangeSize(bits) - 1;
        expect(overlaps(one, other)).toBe(one.first <= last(other) && other.first <= last(one));
        expect(contains(one, other)).toBe(one.first <= other.first && last(other) <= last(one));
      }),
    );
  });
});
