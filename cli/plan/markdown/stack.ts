import { actionOrder } from "../actions";
import { changesAnything, countsOf, isLoss, losses } from "../counts";
import type { PlannedStack, StackReport } from "../report";
import { countsText } from "../words";
import { actionSection } from "./changes";
import type { Detail } from "./detail";
import { codeSpan, htmlCode } from "./escape";
import type { Fold } from "./pack";
import {
  checkSection,
  deferredSection,
  diagnosticSection,
  driftSection,
  findingSection,
  outputSection,
} from "./sections";

/** What is told of a stack: what is lost when it is applied, and all the rest. */
export type Share = "all" | "losses" | "rest";

/** What a comment has of one stack: what is lost, and what went wrong, needs no click; undefined when there is nothing to say. */
export function stackBlocks(report: StackReport, detail: Detail, share: Share = "all"): Fold | undefined {
  const name = htmlCode(report.stack);
  if (report.status === "failed" && share !== "losses") {
    const said = diagnosticSection(report.diagnostics, detail);
    const blocks = said.length > 0 ? said : ["It said nothing."];
    return { title: `${name} · failed at ${report.step}`, open: true, blocks };
  }
  if (report.status !== "planned") return undefined;
  const blocks = planBlocks(report, detail, share);
  if (blocks.length === 0) return undefined;
  const { plan, file, isNew } = report;
  const isLost = losses(plan).length > 0;
  if (share === "rest" && isLost) return { title: `${name} · what else changes`, open: false, blocks };
  const outputsOnly = plan.outputs.length > 0 && plan.resources.length + plan.deferred.length === 0;
  const counts = outputsOnly ? "only outputs change" : countsText(countsOf([plan]));
  const still = plan.unchanged === 1 ? "1 stays as it is" : `${plan.unchanged.toLocaleString("en")} stay as they are`;
  const unchanged = plan.unchanged > 0 ? `, ${still}` : "";
  return {
    title: `${name} · ${isNew ? "new · " : ""}${counts}${changesAnything(plan) ? unchanged : ""}`,
    open: isLost,
    blocks: [`From ${codeSpan(file)}`, ...blocks],
  };
}

function planBlocks({ plan, warnings, findings }: PlannedStack, detail: Detail, share: Share): readonly string[] {
  const actions = actionOrder.filter((action) => share === "all" || isLoss(action) === (share === "losses"));
  const changes = actions.flatMap((action) => actionSection(action, plan.resources, detail));
  if (share === "losses") return changes;
  return [
    ...changes,
    ...outputSection(plan.outputs, detail),
    ...driftSection(plan.drift, detail),
    ...checkSection(plan.checks, detail),
    ...deferredSection(plan.deferred),
    ...(plan.complete ? [] : ["**A part only**: some changes were left out or put off"]),
    ...findingSection(findings, detail),
    ...diagnosticSection(warnings, detail),
  ];
}
