import { countsOf, laterLosses, losses } from "../counts";
import { expandReport } from "../documents/expand";
import { plannedIn, verdictText } from "../verdict";
import type { StackPlan } from "../model";
import type { Diagnostic, PlannedStack, Report, StackReport } from "../report";
import { countsText, STAYS, titles } from "../words";
import { paint, type Paint } from "./paint";
import { attributesText, resourceText, short } from "./resource";

/** A report for a terminal: every stack with its changes, and the verdict last, next to the prompt. */
export function renderTerminal(report: Report, colours: boolean): string {
  const style = paint(colours);
  const stacks = expandReport(report).stacks.map((stack) => stackText(stack, style).join("\n"));
  return [...stacks, verdict(report, style)].join("\n\n");
}

function stackText(report: StackReport, style: Paint): string[] {
  const name = style.bold(short(report.stack));
  if (report.status === "waiting") return [`${name}  waits for ${report.waitsFor.map(short).join(", ")}`];
  if (report.status === "removed") return [`${name}  removed: ${STAYS}`];
  if (report.status === "stopped") return [`${name}  not planned: stopped`];
  if (report.status === "failed") {
    return [`${name}  ${style.alarm(`failed at ${report.step}`)}`, ...report.diagnostics.flatMap(diagnosticText)];
  }
  return [`${name}  ${report.isNew ? "new, " : ""}${titleOf(report.plan)}`, ...plannedText(report, style)];
}

function titleOf(plan: StackPlan): string {
  const counts = countsText(countsOf([plan]));
  return counts === "no changes" && plan.outputs.length > 0 ? "only outputs change" : counts;
}

function plannedText({ plan, warnings, findings }: PlannedStack, style: Paint): string[] {
  const { resources, outputs, drift, checks, deferred, complete } = plan;
  return [
    ...resources.flatMap((resource) => resourceText(resource, style)),
    ...outputs.flatMap(({ name, action, attributes }) => [
      `  output ${short(name)}`,
      ...attributesText(action, attributes, style),
    ]),
    ...drift
      .filter(({ matters }) => matters)
      .flatMap(({ address, kind, attributes }) => [
        `  ${style.bold(`${kind} outside of Terraform`)}: ${short(address)}`,
        ...attributesText("update", attributes, style),
      ]),
    ...checks.flatMap(({ address, messages }) => [
      `  ${style.alarm("did not pass")}  ${short(address)}`,
      ...messages.flatMap((message) => message.split("\n").map((line) => `        ${short(line)}`)),
    ]),
    ...deferred.map(
      ({ address, action, reason }) =>
        `  later: ${titles[action].toLowerCase()} ${short(address)} (${short(reason.replaceAll("_", " "))})`,
    ),
    ...findings.flatMap(({ rule, address, found, remedy }) => [
      `  ${style.alarm(short(rule))}  ${short(address)}: ${short(found)}`,
      `        To do: ${short(remedy)}`,
    ]),
    ...warnings.flatMap(diagnosticText),
    ...(complete ? [] : [`  ${style.alarm("a part only")}: some changes were left out or put off`]),
  ];
}

function diagnosticText({ severity, summary, detail, address }: Diagnostic): string[] {
  const place = address === undefined ? "" : ` (${short(address)})`;
  const lines = detail.split("\n").filter((line) => line.trim() !== "");
  return [`  ${severity}: ${short(summary)}${place}`, ...lines.map((line) => `    ${short(line)}`)];
}

function verdict(report: Report, style: Paint): string {
  const plans = plannedIn(report).map(({ plan }) => plan);
  const lost = plans.flatMap(losses);
  const dangerous = lost.filter(({ holdsData, action }) => holdsData === true && action !== "forget");
  const named = [
    ...dangerous.map(({ address }) => `  ${style.alarm("holds data")}  ${short(address)}`),
    ...plans.flatMap(laterLosses).map(({ address }) => `  ${style.alarm("holds data")}  ${short(address)}, later`),
  ];
  const line = `Plan: ${verdictText(report)}`;
  return [...named, lost.length === 0 ? style.bold(line) : style.alarm(line)].join("\n");
}
