import type { ResourceChange } from "../plan/model";
import type { Report } from "../plan/report";
import type { PullRequest } from "./pull-request";

/** The labels of plans, with what they say. */
export const planLabels = {
  failed: "plan: failed",
  destroys: "plan: destroys",
  changes: "plan: changes",
  none: "plan: none",
} as const;

/** The labels that a report deserves: what the worst of its changes is, and whether some plan is missing. */
export function labelsOf({ stacks }: Report): readonly string[] {
  const plans = stacks.flatMap((stack) => (stack.status === "planned" ? [stack.plan] : []));
  const resources = plans.flatMap((plan) => plan.resources);
  const incomplete = plans.length < stacks.length ? [planLabels.failed] : [];
  if (resources.some(destroys)) return [...incomplete, planLabels.destroys];
  if (resources.some(changes) || plans.some(({ outputs, deferred }) => outputs.length + deferred.length > 0)) {
    return [...incomplete, planLabels.changes];
  }
  return incomplete.length > 0 ? incomplete : [planLabels.none];
}

/** Gives a pull request the labels it deserves, and takes our others away. Labels of other people stay. */
export async function label(pull: PullRequest, wanted: readonly string[]): Promise<void> {
  const present = await pull.labels();
  const missing = wanted.filter((name) => !present.includes(name));
  if (missing.length > 0) await pull.addLabels(missing);
  for (const name of Object.values(planLabels)) {
    if (present.includes(name) && !wanted.includes(name)) await pull.removeLabel(name);
  }
}

function destroys({ action }: ResourceChange): boolean {
  return action === "delete" || action === "replace";
}

function changes({ action, mode }: ResourceChange): boolean {
  return mode === "managed" && action !== "read";
}
