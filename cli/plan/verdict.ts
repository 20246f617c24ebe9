import { counted } from "../words";
import { changesAnything, countsOf, losses } from "./counts";
import type { PlannedStack, Report } from "./report";
import { countsText } from "./words";

/** What a report comes to, the worst of it. */
export type Verdict = "failed" | "destroys" | "changes" | "waits" | "none";

/** The verdict on a report. */
export function verdictOf({ refusals, stacks }: Pick<Report, "refusals" | "stacks">): Verdict {
  if (refusals !== undefined) return "failed";
  if (stacks.some(({ status }) => status === "failed" || status === "stopped")) return "failed";
  const plans = plannedIn({ stacks }).map(({ plan }) => plan);
  if (plans.some((plan) => losses(plan).length > 0)) return "destroys";
  if (plans.some(changesAnything) || stacks.some(({ status }) => status === "removed")) return "changes";
  return stacks.some(({ status }) => status === "waiting") ? "waits" : "none";
}

/** The stacks of a report whose plans are there. */
export function plannedIn({ stacks }: Pick<Report, "stacks">): PlannedStack[] {
  return stacks.filter((stack) => stack.status === "planned");
}

/** The sentence that says it all: `2 to destroy, 4 to change. 1 stack failed.` */
export function verdictText(report: Report): string {
  if (report.refusals !== undefined)
    return `refused, nothing was planned: ${counted(report.refusals.length, "finding")}`;
  if (report.stacks.length === 0) return "no stack to plan";
  const counts = countsText(countsOf(plannedIn(report).map(({ plan }) => plan)));
  const having = (status: string): number => report.stacks.filter((stack) => stack.status === status).length;
  const [failed, waiting, stopped] = [having("failed"), having("waiting"), having("stopped")];
  const [added, removed] = [plannedIn(report).filter(({ isNew }) => isNew).length, having("removed")];
  const rest = [
    ...(added > 0 ? [`${counted(added, "stack")} new`] : []),
    ...(removed > 0 ? [`${counted(removed, "stack")} removed`] : []),
    ...(failed > 0 ? [`${counted(failed, "stack")} failed`] : []),
    ...(stopped > 0 ? [`${counted(stopped, "stack")} not planned`] : []),
    ...(waiting > 0 ? [`${counted(waiting, "stack")} waiting`] : []),
  ];
  const outputs = plannedIn(report).some(({ plan }) => plan.outputs.length > 0);
  const said = counts === "no changes" && outputs ? "only outputs change" : counts;
  return [...(plannedIn(report).length > 0 ? [said] : []), ...rest].join("; ");
}
