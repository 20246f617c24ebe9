import { fixture } from "../../fixtures/plans/fixtures";
import { makePlan } from "../../fixtures/plans/make-plan";
import { scenarios } from "../../fixtures/plans/scenarios";
import { FixtureStack } from "../../fixtures/plans/stack";
import { describeEngines } from "../../helpers/engines";

describeEngines("the plans that are kept as fixtures", (engine) => {
  // A stale one is made again by `npm run fixtures`.
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))("%s is fresh", (name, scenario) => {
    expect(makePlan(engine, scenario)).toBe(fixture(engine.name, name));
  });

  test("a plan ends with 2 when there are changes, and is stale once they are applied", () => {
    const stack = new FixtureStack(engine);
    try {
      stack.plan({ name: "one", after: { resource: { terraform_data: { one: { input: 1 } } } } });
      const again = ["plan", "-input=false", "-detailed-exitcode", "-no-color"];
      expect(engine.run(stack.folder, [...again, "-out=another"]).code).toBe(2);
      engine.succeed(stack.folder, ["apply", "-input=false", "plan"]);
      const { code, stderr } = engine.run(stack.folder, ["apply", "-input=false", "-no-color", "another"]);
      expect(code).toBe(1);
      expect(stderr).toContain("Saved plan is stale");
      expect(engine.run(stack.folder, again).code).toBe(0);
    } finally {
      stack.dispose();
    }
  });
});
