import { actionOrder } from "../actions";
import { changesAnything, countsOf, losses } from "../counts";
import type { StackReport } from "../report";
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

/** What a comment has of one stack: what is lost, and what went wrong, needs no click; undefined when there is nothing to say. */
export function stackBlocks(report: StackReport, detail: Detail): Fold | undefined {
  const name = htmlCode(report.stack);
  if (report.status === "failed") {
    const said = diagnosticSection(report.diagnostics, detail);
    const blocks = said.length > 0 ? said : ["It said nothing."];
    return { title: `${name} · failed at ${report.step}`, open: true, blocks };
  }
  if (report.status !== "planned") return undefined;
  const { plan, warnings, findings, isNew } = report;
  const blocks = [
    ...actionOrder.flatMap((action) => actionSection(action, plan.resources, detail)),
    ...outputSection(plan.outputs, detail),
    ...driftSection(plan.drift, detail),
    ...checkSection(plan.checks, detail),
    ...deferredSection(plan.deferred),
    ...(plan.complete ? [] : ["**A part only**: some changes were left out or put off"]),
    ...findingSection(findings, detail),
    ...diagnosticSection(warnings, detail),
  ];
  if (blocks.length === 0) return undefined;
  const outputsOnly = plan.outputs.length > 0 && plan.resources.length === 0;
  const counts = outputsOnly ? "only outputs change" : countsText(countsOf([plan]));
  const still = plan.unchanged === 1 ? "1 stays as it is" : `${plan.unchanged.toLocaleString("en")} stay as they are`;
  const unchanged = plan.unchanged > 0 ? `, ${still}` : "";
  return {
    title: `${name} · ${isNew ? "new · " : ""}${counts}${changesAnything(plan) ? unchanged : ""}`,
    open: losses(plan).length > 0,
    blocks: [`From ${codeSpan(report.file)}`, ...blocks],
  };
}
