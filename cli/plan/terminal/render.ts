import { countsOf, laterLosses, losses } from "../counts";
import { expandReport } from "../documents/expand";
import { plannedIn, verdictText } from "../verdict";
import type { StackPlan } from "../model";
import type { Diagnostic, PlannedStack, Report, StackReport } from "../report";
import { countsText, STAYS, titles } from "../words";
import { visible } from "../lines/visible";
import { Page } from "./page";
import { paint } from "./paint";
import { attributesText, resourceText } from "./resource";

/** How much a report shows. */
export interface TerminalOptions {
  /**
   * Whether values, documents and lists are whole, however long they are.
   * @default false
   */
  readonly full?: boolean;
}

const HINT = "Long values and lists are cut: npm run platform -- plan --full shows all of it.";

/** A report for a terminal: every stack with its changes, and the verdict last, next to the prompt. */
export function renderTerminal(report: Report, colours: boolean, { full = false }: TerminalOptions = {}): string {
  const page = new Page(paint(colours), full);
  const stacks = expandReport(report).stacks.map((stack) => stackText(stack, page).join("\n"));
  const last = verdict(report, page);
  const hint = page.hasCuts ? [page.paint.faint(HINT)] : [];
  return [...stacks, ...hint, last].join("\n\n");
}

function stackText(report: StackReport, page: Page): string[] {
  const name = page.paint.bold(page.short(report.stack));
  if (report.status === "waiting")
    return [`${name}  waits for ${report.waitsFor.map((stack) => page.short(stack)).join(", ")}`];
  if (report.status === "removed") return [`${name}  removed: ${STAYS}`];
  if (report.status === "stopped") return [`${name}  not planned: stopped`];
  if (report.status === "failed") {
    const failed = page.paint.alarm(`failed at ${report.step}`);
    return [`${name}  ${failed}`, ...report.diagnostics.flatMap(diagnosticText)];
  }
  return [`${name}  ${report.isNew ? "new, " : ""}${titleOf(report.plan)}`, ...plannedText(report, page)];
}

function titleOf(plan: StackPlan): string {
  const counts = countsText(countsOf([plan]));
  return counts === "no changes" && plan.outputs.length > 0 ? "only outputs change" : counts;
}

function plannedText({ plan, warnings, findings }: PlannedStack, page: Page): string[] {
  const { resources, outputs, drift, checks, deferred, complete } = plan;
  const { paint } = page;
  return [
    ...resources.flatMap((resource) => resourceText(resource, page)),
    ...outputs.flatMap(({ name, action, attributes }) => [
      `  output ${page.short(name)}`,
      ...attributesText(action, attributes, page),
    ]),
    ...drift
      .filter(({ matters }) => matters)
      .flatMap(({ address, kind, attributes }) => [
        `  ${paint.bold(`${kind} outside of Terraform`)}: ${page.short(address)}`,
        ...attributesText("update", attributes, page),
      ]),
    ...checks.flatMap(({ address, messages }) => [
      `  ${paint.alarm("did not pass")}  ${page.short(address)}`,
      ...messages.flatMap((message) => message.split("\n").map((line) => `        ${visible(line)}`)),
    ]),
    ...deferred.map(
      ({ address, action, reason }) =>
        `  later: ${titles[action].toLowerCase()} ${page.short(address)} (${page.short(reason.replaceAll("_", " "))})`,
    ),
    ...findings.flatMap(({ rule, address, found, remedy }) => [
      `  ${paint.alarm(page.short(rule))}  ${page.short(address)}: ${page.short(found)}`,
      `        To do: ${page.short(remedy)}`,
    ]),
    ...warnings.flatMap(diagnosticText),
    ...(complete ? [] : [`  ${paint.alarm("a part only")}: some changes were left out or put off`]),
  ];
}

/** What an engine says is never cut: it may be all that there is to find a mistake by. */
function diagnosticText({ severity, summary, detail, address }: Diagnostic): string[] {
  const place = address === undefined ? "" : ` (${visible(address)})`;
  const lines = detail.split("\n").filter((line) => line.trim() !== "");
  return [`  ${severity}: ${visible(summary)}${place}`, ...lines.map((line) => `    ${visible(line)}`)];
}

function verdict(report: Report, page: Page): string {
  const { paint } = page;
  const plans = plannedIn(report).map(({ plan }) => plan);
  const lost = plans.flatMap(losses);
  const dangerous = lost.filter(({ holdsData, action }) => holdsData === true && action !== "forget");
  const named = [
    ...dangerous.map(({ address }) => `  ${paint.alarm("holds data")}  ${page.short(address)}`),
    ...plans.flatMap(laterLosses).map(({ address }) => `  ${paint.alarm("holds data")}  ${page.short(address)}, later`),
  ];
  const line = `Plan: ${verdictText(report)}`;
  return [...named, lost.length === 0 ? paint.bold(line) : paint.alarm(line)].join("\n");
}
