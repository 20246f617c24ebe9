import { parsePlan } from "../../../cli/plan/parse";
import { fingerprintOf } from "../../../cli/plan/digest";
import type { StackPlan } from "../../../cli/plan/model";
import type { PlannedStack, Report, StackReport } from "../../../cli/plan/report";
import { modelOf } from "../../../cli/plan/to-model";
import { SynthesizedStack } from "../../../stacks/synthesized-stack";
import type { EngineName } from "../../helpers/engines";
import { fixture, plannedConfiguration } from "../../fixtures/plans/fixtures";

/** The plan that an engine made of a scenario, as people review it. */
export function fixturePlan(scenario: string, engine: EngineName = "terraform"): StackPlan {
  const stack = new SynthesizedStack("staging", plannedConfiguration(scenario));
  return modelOf(parsePlan(fixture(engine, scenario)), stack);
}

/** A stack whose plan is there. */
export function planned(stack: string, plan: StackPlan, more: Partial<PlannedStack> = {}): PlannedStack {
  const facts = { environment: "staging", dependencies: [], file: "environments/staging.yaml" };
  return {
    stack,
    ...facts,
    status: "planned",
    plan,
    ...fingerprintOf(stack, plan),
    warnings: [],
    findings: [],
    ...more,
  };
}

/** A report of these stacks. */
export function reportOf(...stacks: readonly StackReport[]): Report {
  return { version: 1, engine: { name: "terraform", version: "1.11.4" }, origin: {}, stacks };
}

/** A plan in which nothing happens, with what a test adds to it. */
export function planOf(parts: Partial<StackPlan> = {}): StackPlan {
  return { resources: [], unchanged: 0, drift: [], outputs: [], checks: [], deferred: [], complete: true, ...parts };
}
