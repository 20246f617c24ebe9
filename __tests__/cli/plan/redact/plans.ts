import type { StackPlan } from "../../../../cli/plan/model";
import type { ChangeJson, PlanJson, ResourceChangeJson } from "../../../../cli/plan/plan-json";

/** A plan of nothing, with what a test is about. */
export function planJson(parts: Partial<PlanJson> = {}): PlanJson {
  return {
    format_version: "1.2",
    terraform_version: "1.15.0",
    variables: {},
    resource_changes: [],
    resource_drift: [],
    output_changes: {},
    relevant_attributes: [],
    checks: [],
    deferred_changes: [],
    prior_state: {},
    planned_values: {},
    configuration: {},
    errored: false,
    complete: true,
    ...parts,
  };
}

/** A change of a value, an update unless it says otherwise. */
export function change(parts: Partial<ChangeJson> = {}): ChangeJson {
  return {
    actions: ["update"],
    before: null,
    after: null,
    after_unknown: {},
    before_sensitive: {},
    after_sensitive: {},
    replace_paths: [],
    ...parts,
  };
}

/** A change of a resource. */
export function resource(parts: Partial<ChangeJson>): ResourceChangeJson {
  return { address: "terraform_data.a", mode: "managed", type: "terraform_data", name: "a", change: change(parts) };
}

/** A reviewed plan of nothing, with what a test is about. */
export function stackPlan(parts: Partial<StackPlan> = {}): StackPlan {
  return { resources: [], unchanged: 0, drift: [], outputs: [], checks: [], deferred: [], complete: true, ...parts };
}
