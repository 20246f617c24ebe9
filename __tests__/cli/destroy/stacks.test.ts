import { planStacks } from "../../../cli/destroy/stacks";
import { SynthesizedStack } from "../../../stacks/synthesized-stack";

const stack = (name: string, environment: string, json: object = {}, ...dependencies: string[]): SynthesizedStack =>
  new SynthesizedStack(name, JSON.stringify(json), dependencies, environment);

const key = { aws_kms_key: { key: { lifecycle: { prevent_destroy: true } }, scratch: {} } };

describe("the stacks of an environment", () => {
  test("go one after the other, dependants first, and what holds data stays", () => {
    const all = [
      stack("production", "production"),
      stack("production-bootstrap", "production", { provider: { helm: [{}] } }, "production"),
      stack("production-data", "production", { resource: key }),
      stack("staging", "staging"),
    ];
    expect(planStacks(all, "production", { production: ["aws_eip.a"], staging: ["terraform_data.b"] })).toEqual({
      going: [
        { name: "production-bootstrap", needsApi: true, lost: [] },
        { name: "production", needsApi: false, lost: ["aws_eip.a"] },
      ],
      staying: [{ name: "production-data", kept: ["aws_kms_key.key"] }],
    });
  });

  test("of an environment whose name only looks like data go", () => {
    expect(planStacks([stack("lake-data", "lake-data")], "lake-data", {}).going).toHaveLength(1);
  });
});
