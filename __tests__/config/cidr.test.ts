import * as fc from "fast-check";
import { canonicalCidr, overlaps, parseCidr, parseIpv4 } from "../../config/cidr";

const range = fc
  .tuple(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 32 }))
  .map(([first, bits]) => `${[24, 16, 8, 0].map((shift) => (first >>> shift) & 255).join(".")}/${bits}`);

describe("parseCidr", () => {
  test.each([
    "",
    "10.0.0.0",
    "10.0.0.0/33",
    "10.0.0.0/08",
    "10.0.0/8",
    "10.0.0.256/8",
    "010.0.0.0/8",
    "::/0",
    "10.0.0.0/8 ",
  ])("refuses %j", (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });

  test("has a canonical form that is its own canonical form and covers the address it was made from", () => {
    fc.assert(
      fc.property(range, (text) => {
        const parsed = parseCidr(text);
        if (parsed === undefined) throw new Error(`${text} is a range`);
        const canonical = canonicalCidr(parsed);
        expect(parseCidr(canonical)).toEqual(parsed);
        const address = parseIpv4(text.split("/")[0] ?? "") ?? -1;
        expect(parsed.first <= address && address <= parsed.last).toBe(true);
      }),
    );
  });
});

describe("overlaps", () => {
  test.each([
    ["10.0.0.0/8", "10.42.0.0/16", true],
    ["10.42.0.0/16", "10.43.0.0/16", false],
    ["0.0.0.0/0", "255.255.255.255/32", true],
    ["10.0.0.0/15", "10.2.0.0/15", false],
    ["10.1.255.255/32", "10.0.0.0/15", true],
  ])("of %s and %s is %s, in both directions", (one, other, expected) => {
    const [a, b] = [parseCidr(one), parseCidr(other)];
    if (a === undefined || b === undefined) throw new Error("not a range");
    expect([overlaps(a, b), overlaps(b, a)]).toEqual([expected, expected]);
  });
});
