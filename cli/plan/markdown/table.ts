import { changesAnything, countsOf, type Counts } from "../counts";
import type { PlannedStack, Report, StackReport } from "../report";
import { codeSpan } from "./escape";
import { plannedIn } from "../verdict";

interface Column {
  readonly title: string;
  readonly count: (counts: Counts, stack: PlannedStack) => number;
  /** Shown even if every stack has none. */
  readonly always?: true;
}

const columns: readonly Column[] = [
  { title: "Destroy", count: (counts) => counts.delete, always: true },
  { title: "Replace", count: (counts) => counts.replace, always: true },
  { title: "Change", count: (counts) => counts.update, always: true },
  { title: "Add", count: (counts) => counts.create, always: true },
  { title: "Forget", count: (counts) => counts.forget },
  { title: "Move", count: (counts) => counts.move },
  { title: "Import", count: (counts) => counts.import },
  { title: "Drift", count: (counts) => counts.drift },
  { title: "Policy", count: (_, { findings }) => findings.length },
];

/** A row for every stack in which something happens, totals, and one line for those in which nothing does. */
export function summaryTable(report: Report): string[] {
  const still = plannedIn(report).filter(isStill);
  const rows = report.stacks.filter((stack) => stack.status !== "planned" || !still.includes(stack));
  const quiet = still.length === 0 ? [] : [`No changes: ${still.map(({ stack }) => codeSpan(stack)).join(", ")}`];
  if (rows.length === 0) return quiet;
  const planned = rows.filter((stack) => stack.status === "planned");
  const counts = planned.map((stack) => ({ stack, counts: countsOf([stack.plan]) }));
  const shown = columns.filter(({ always, count }) => always ?? counts.some((one) => count(one.counts, one.stack) > 0));
  const cells = (stack: StackReport): string[] => {
    const own = counts.find((one) => one.stack === stack);
    return shown.map(({ count }) => (own ? numeral(count(own.counts, own.stack)) : ""));
  };
  const total = shown.map(({ count }) => numeral(counts.reduce((sum, one) => sum + count(one.counts, one.stack), 0)));
  const lines = [
    row(["Stack", ...shown.map(({ title }) => title)]),
    row([":--", ...shown.map(() => "--:")]),
    ...rows.map((stack) => row([stackCell(stack), ...cells(stack)])),
    ...(planned.length > 1 ? [row(["**Total**", ...total.map((sum) => `**${sum}**`)])] : []),
  ];
  return [lines.join("\n"), ...quiet];
}

/** Whether a stack needs no row. */
function isStill({ plan, findings, warnings }: PlannedStack): boolean {
  const silent = plan.checks.length + plan.drift.length + findings.length + warnings.length === 0;
  return silent && plan.complete && !changesAnything(plan) && plan.resources.length === 0;
}

function stackCell(stack: StackReport): string {
  const name = codeSpan(stack.stack);
  if (stack.status === "planned") return name;
  if (stack.status === "failed") return `${name} **failed** at ${stack.step}`;
  if (stack.status === "stopped") return `${name} not planned: stopped`;
  return `${name} waits for ${stack.waitsFor.map(codeSpan).join(", ")}`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function numeral(count: number): string {
  return count === 0 ? "·" : count.toLocaleString("en");
}
