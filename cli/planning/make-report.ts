import type { Platform } from "../../config";
import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import { exitCodes, type ExitCode } from "../command";
import type { Context } from "../context";
import type { Report } from "../plan/report";
import type { Outcome } from "./outcome";
import { withPlanFiles } from "./plan-file";
import { planStacks } from "./plan-stacks";
import { openWorkplace, type PlanOptions } from "./workplace";

/** Plans stacks that are written, and gives the report with the exit code it stands for. No plan is left behind. */
export async function makeReport(
  context: Context,
  platform: Platform,
  stacks: readonly SynthesizedStack[],
  options: PlanOptions,
): Promise<{ readonly report: Report; readonly code: ExitCode }> {
  const { work, report } = await openWorkplace(context, platform, stacks, options);
  const outcomes = await withPlanFiles((files) =>
    work(files, (planning) => planStacks(stacks, options.parallel, planning)),
  );
  return { report: report(outcomes), code: codeOf([...outcomes.values()]) };
}

/** 1 when a stack has no plan that should have one, 2 when something is left to do. */
function codeOf(outcomes: readonly Outcome[]): ExitCode {
  if (outcomes.some(({ kind }) => kind === "failed" || kind === "stopped")) return exitCodes.failed;
  const isLeft = (outcome: Outcome): boolean =>
    outcome.kind === "waiting" || (outcome.kind === "planned" && outcome.changes);
  return outcomes.some(isLeft) ? exitCodes.todo : exitCodes.ok;
}
