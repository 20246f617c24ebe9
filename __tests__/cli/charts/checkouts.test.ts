import { closest } from "../../../cli/charts/checkouts";

describe("the checkout that comes closest", () => {
  const charts = ["0.0.0", "1.2.0", "1.10.0", "2.0.0"].map((version) => ({ name: "chart", version, folder: version }));

  test.each([
    ["1.2.0", "1.2.0"],
    ["1.x.x", "1.10.0"],
    ["7.0.0", "2.0.0"],
  ])("for %s is %s", (wanted, found) => {
    expect(closest(charts, "chart", wanted)?.version).toBe(found);
  });

  test("for another chart is none", () => {
    expect(closest(charts, "other", "1.2.0")).toBeUndefined();
  });
});
