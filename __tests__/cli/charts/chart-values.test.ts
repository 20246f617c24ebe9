import { unlistedPaths, without } from "../../../cli/charts/chart-values";

describe("values that a chart does not list", () => {
  const charts = { image: { tag: "1.0.0" }, labels: {}, list: [], resources: null, name: "" };

  test.each([
    [{ image: { tag: "2.0.0" } }, []],
    [{ image: { tga: "2.0.0" } }, [["image", "tga"]]],
    [{ imgae: { tag: "2.0.0" } }, [["imgae"]]],
    [{ labels: { any: "thing" } }, []],
    [{ list: [{ any: "thing" }] }, []],
    [{ resources: { limits: {} } }, []],
    [{ name: { of: "a map" } }, []],
  ])("of %j are %j", (ours, expected) => {
    expect(unlistedPaths(ours, charts)).toEqual(expected);
  });

  test("are taken out without touching what is beside them", () => {
    expect(without({ a: { b: 1, c: 2 }, d: 3 }, ["a", "b"])).toEqual({ a: { c: 2 }, d: 3 });
  });
});
