import { counted } from "../../cli/words";

describe("counted", () => {
  test.each([
    [0, "0 resources"],
    [1, "1 resource"],
    [2, "2 resources"],
    [1_000, "1,000 resources"],
  ])("says %d as people read it", (count, text) => {
    expect(counted(count, "resource")).toBe(text);
  });

  test("takes a plural that is not made by an s", () => {
    expect([1, 2].map((count) => counted(count, "entry", "entries"))).toEqual(["1 entry", "2 entries"]);
  });
});
