import { changesAnything, countsOf, type Counts } from "../counts";
import type { PlannedStack, Report, StackReport } from "../report";
import { plannedIn } from "../verdict";
import { cellCode, codeSpan } from "./escape";
import { chunks } from "./rows";

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
  { title: "Put off", count: (counts) => counts.deferred },
  { title: "Drift", count: (counts) => counts.drift },
  { title: "Policy", count: (_, { findings }) => findings.length },
];

/** How many stacks are named in which nothing happens. */
const NAMED = 100;

/** A row for every stack in which something happens, totals, and one line for those in which nothing does. */
export function summaryTable(report: Report): string[] {
  const still = plannedIn(report).filter(isStill);
  const rows = report.stacks.filter((stack) => stack.status !== "planned" || !isStill(stack));
  const quiet = still.length === 0 ? [] : [`No changes: ${namesOf(still)}`];
  if (rows.length === 0) return quiet;
  const planned = rows.filter((stack) => stack.status === "planned");
  const counts = new Map<StackReport, Counts>(planned.map((stack) => [stack, countsOf([stack.plan])]));
  const cell = (stack: StackReport, { count }: Column): number => {
    const own = counts.get(stack);
    return own === undefined || stack.status !== "planned" ? 0 : count(own, stack);
  };
  const shown = columns.filter((column) => column.always ?? planned.some((stack) => cell(stack, column) > 0));
  const cells = (stack: StackReport): string[] =>
    shown.map((column) => (stack.status === "planned" ? numeral(cell(stack, column)) : ""));
  const total = shown.map((column) => numeral(planned.reduce((sum, stack) => sum + cell(stack, column), 0)));
  const head = [row(["Stack", ...shown.map(({ title }) => title)]), row([":--", ...shown.map(() => "--:")])];
  const lines = [
    ...rows.map((stack) => row([stackCell(stack), ...cells(stack)])),
    ...(planned.length > 1 ? [row(["**Total**", ...total.map((sum) => `**${sum}**`)])] : []),
  ];
  return [...chunks(lines).map((chunk) => [...head, ...chunk].join("\n")), ...quiet];
}

function namesOf(stacks: readonly PlannedStack[]): string {
  const left = stacks.length - NAMED;
  const names = stacks.slice(0, NAMED).map(({ stack }) => codeSpan(stack));
  return [...names, ...(left > 0 ? [`and ${left.toLocaleString("en")} more`] : [])].join(", ");
}

/** Whether a stack needs no row. */
function isStill({ plan, findings, warnings }: PlannedStack): boolean {
  const silent = plan.checks.length + plan.drift.length + findings.length + warnings.length === 0;
  return silent && plan.complete && !changesAnything(plan) && plan.resources.length === 0;
}

function stackCell(stack: StackReport): string {
  const name = cellCode(stack.stack);
  if (stack.status === "planned") return stack.isNew ? `${name} new` : name;
  if (stack.status === "failed") return `${name} **failed** at ${stack.step}`;
  if (stack.status === "removed") return `${name} removed`;
  if (stack.status === "stopped") return `${name} not planned: stopped`;
  return `${name} waits for ${stack.waitsFor.map(cellCode).join(", ")}`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function numeral(count: number): string {
  return count === 0 ? "·" : count.toLocaleString("en");
}
