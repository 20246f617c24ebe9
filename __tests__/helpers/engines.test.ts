import { findEngine, missingEngine } from "./engines";

describe("findEngine", () => {
  test("takes the binary that the variable names", () => {
    expect(findEngine("tofu", { TOFU: "/opt/tofu", PATH: "" })).toBe("/opt/tofu");
  });

  test("looks on the PATH, and finds nothing that isn't there", () => {
    expect(findEngine("terraform", { PATH: "/nowhere" })).toBeUndefined();
    expect(missingEngine("terraform")).toBe("terraform is neither on the PATH nor named by TERRAFORM.");
  });
});
