import { summarize } from "../../cli/summary";
import { SynthesizedStack } from "../../stacks/synthesized-stack";

describe("the summary of a stack", () => {
  const stack = (resources: Readonly<Record<string, unknown>>) =>
    new SynthesizedStack(
      "staging",
      JSON.stringify({ terraform: { backend: { local: {} } }, resource: { terraform_data: resources } }),
    );

  test("counts the instances that a plan would", () => {
    const { resources } = summarize(stack({ one: {}, each: { for_each: { a: {}, b: {} } }, three: { count: 3 } }));
    expect(resources).toBe(6);
  });

  test("counts one where only Terraform can tell", () => {
    const { resources } = summarize(stack({ each: { for_each: "${toset(var.names)}" }, some: { count: "${var.n}" } }));
    expect(resources).toBe(2);
  });
});
