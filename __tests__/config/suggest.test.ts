import * as fc from "fast-check";
import { closest, didYouMean, editDistance } from "../../config/suggest";

describe("editDistance", () => {
  test.each([
    ["", "", 0],
    ["", "abc", 3],
    ["componets", "components", 1],
    ["adress", "address", 1],
    ["hots", "host", 1],
    ["kitten", "sitting", 3],
  ])("from %j to %j is %i", (from, to, edits) => {
    expect(editDistance(from, to)).toBe(edits);
  });

  test("is the same in both directions, and zero only for the same word", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (one, other) => {
        expect(editDistance(one, other)).toBe(editDistance(other, one));
        expect(editDistance(one, other) === 0).toBe(one === other);
      }),
    );
  });
});

describe("didYouMean", () => {
  test("names the nearest candidate", () => {
    expect(didYouMean("agent", ["argument", "agents", "age"])).toBe(' Did you mean "agents"?');
  });

  test("does not mind capitals", () => {
    expect(closest("podCIDR", ["podCidr"])).toBe("podCidr");
  });

  test.each(["frobnicate", "x", ""])("says nothing when no candidate is near: %j", (written) => {
    expect(didYouMean(written, ["components", "cluster", "tags"])).toBe("");
  });
});
