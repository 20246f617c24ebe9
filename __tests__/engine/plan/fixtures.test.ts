import { fixture } from "../../fixtures/plans/fixtures";
import { makePlan } from "../../fixtures/plans/make-plan";
import { scenarios } from "../../fixtures/plans/scenarios";
import { describeEngines } from "../../helpers/engines";

/** Stale ones are made again by `npm run fixtures`. */
describeEngines("the plans that are kept as fixtures", (engine) => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))("%s is fresh", (name, scenario) => {
    expect(makePlan(engine, scenario)).toBe(fixture(engine.name, name));
  });
});
