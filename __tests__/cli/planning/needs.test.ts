import { needsOf } from "../../../cli/planning/needs";
import { synthesizeApp, testStack } from "../../helpers/synthesize";
import { DataResource, TerraformOutput } from "cdktf";
import { stackOf } from "./fake-engine";

describe("needsOf", () => {
  test("finds the outputs that a stack reads from another, as cdktf writes them", () => {
    const views = synthesizeApp((app) => {
      const network = new DataResource(testStack("network", {}, app), "network");
      const cluster = testStack("cluster", {}, app);
      new TerraformOutput(cluster, "id", { value: network.id });
      new TerraformOutput(cluster, "input", { value: network.getStringAttribute("input") });
    });
    const stack = views["cluster"]?.stack;
    expect(stack && [...needsOf(stack)]).toEqual([
      [
        "network",
        new Set(["cross-stack-output-terraform_data_network_id", "cross-stack-output-terraform_data_network_input"]),
      ],
    ]);
  });

  test("finds nothing in a stack that only comes after another", () => {
    expect(needsOf(stackOf("cluster", { dependencies: ["network"] })).size).toBe(0);
  });

  test("does not take one stack for another whose name begins like it", () => {
    const stack = stackOf("apps", { reads: { production: "a", "production-data": "b" } });
    expect(Object.fromEntries(needsOf(stack))).toEqual({
      production: new Set(["a"]),
      "production-data": new Set(["b"]),
    });
  });
});
