import { Fn } from "cdktf";
import fc from "fast-check";
import { limitedName } from "../../../constructs/aws/limited-name";

describe("limitedName", () => {
  test("leaves a name within the limit as it is", () => {
    expect(limitedName("production-cluster", 64)).toBe("production-cluster");
    expect(limitedName("a".repeat(64), 64)).toBe("a".repeat(64));
  });

  test("cuts a longer one and ends it with a hash of the whole, the same every time", () => {
    const name = `production-${"x".repeat(64)}`;
    expect(limitedName(name, 20)).toBe("production--076a4832");
    expect(limitedName(name, 20)).toBe(limitedName(name, 20));
  });

  test("keeps names apart that begin alike, and never goes beyond the limit", () => {
    const ends = fc.string({ minLength: 60, maxLength: 90 });
    fc.assert(
      fc.property(ends, ends, fc.integer({ min: 10, max: 64 }), (one, other, max) => {
        fc.pre(one !== other);
        const names = [one, other].map((end) => limitedName(`production-${end}`, max));
        expect(new Set(names).size).toBe(2);
        for (const name of names) expect(name.length).toBe(max);
      }),
    );
  });

  test("refuses a limit without room for the hash", () => {
    expect(() => limitedName("production", 9)).toThrow(
      "limitedName: 9 characters have no room for a hash; at least 10.",
    );
  });

  test("refuses a name that only Terraform knows: it can't be measured", () => {
    expect(() => limitedName(`${Fn.upper("production")}-node`, 64)).toThrow(
      "is known to Terraform only, not its length.",
    );
  });
});
