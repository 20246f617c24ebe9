import type { Action } from "../../../cli/plan/model";
import type { FailedStack, PlannedStack, Report, StackReport, WaitingStack } from "../../../cli/plan/report";

/*
 * Reports of plans as small as a test needs them.
 */

/** A report of some stacks. */
export function reportOf(...stacks: readonly StackReport[]): Report {
  return {
    version: 1,
    engine: { name: "terraform", version: "1.14.0" },
    origin: { run: [12, 1], head: "0123abc" },
    stacks,
  };
}

/** A stack whose plan has a resource for each action. */
export function planned(stack: string, ...actions: readonly Action[]): PlannedStack {
  const resources = actions.map((action, index) => ({
    address: `terraform_data.resource_${index}`,
    type: "terraform_data",
    mode: action === "read" ? ("data" as const) : ("managed" as const),
    action,
    attributes: [],
  }));
  return {
    ...facts(stack),
    status: "planned",
    plan: { resources, unchanged: 0, drift: [], outputs: [], checks: [], deferred: [], complete: true },
    digest: `sha256:${stack}`,
    hashes: {},
    warnings: [],
    findings: [],
  };
}

/** A stack whose plan failed. */
export function failed(stack: string): FailedStack {
  const diagnostics = [{ severity: "error" as const, summary: "No value for required variable", detail: "" }];
  return { ...facts(stack), status: "failed", step: "plan", diagnostics };
}

/** A stack that waits for another one. */
export function waiting(stack: string): WaitingStack {
  return { ...facts(stack), status: "waiting", waitsFor: ["staging"] };
}

function facts(stack: string) {
  return { stack, environment: stack, dependencies: [], file: `environments/${stack}.yaml` };
}
