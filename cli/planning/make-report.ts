import type { Platform } from "../../config";
import { readProtectedList } from "../../stacks/protected-list";
import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import { exitCodes, type ExitCode } from "../command";
import type { Context } from "../context";
import { environmentSecrets } from "../plan/redact";
import type { Report } from "../plan/report";
import type { Stopping } from "../stopping";
import { findEngine } from "./engine";
import { originOf } from "./origin";
import type { Outcome } from "./outcome";
import { withPlanFiles } from "./plan-file";
import { planStacks } from "./plan-stacks";
import { ProgressWriter, type ProgressOutput } from "./progress-writer";
import { readableWords } from "./readable";
import { variableSecrets } from "./reading";
import { Session } from "./session";
import { reportOf } from "./to-report";

/** How stacks are planned. */
export interface PlanOptions {
  /** Where the stacks are written, absolute. */
  readonly outdir: string;
  /** How many at a time. */
  readonly parallel: number;
  /** How long to wait for a lock: `60s`. */
  readonly lockTimeout: string;
  readonly screen: ProgressOutput["screen"];
  readonly stopping: Stopping;
}

const STOPPING = "Stopping: what runs ends cleanly, and gives its lock back. Once more, and it ends at once.";

/** Plans stacks that are written, and gives the report with the exit code it stands for. No plan is left behind. */
export async function makeReport(
  context: Context,
  platform: Platform,
  stacks: readonly SynthesizedStack[],
  { outdir, parallel, lockTimeout, screen, stopping }: PlanOptions,
): Promise<{ readonly report: Report; readonly code: ExitCode }> {
  const { root, env, tell } = context;
  const engine = await findEngine(context);
  const session = new Session(engine, { root, outdir }, stopping);
  const readable = readableWords(platform);
  const committed = readProtectedList(root);
  const protectedAddresses = committed.ok ? committed.list : {};
  const names = stacks.map(({ name }) => name);
  const progress = new ProgressWriter(names, { tell, screen });
  stopping.asked.addEventListener("abort", () => {
    progress.note(STOPPING);
  });
  const outcomes = await withPlanFiles((files) =>
    planStacks(stacks, parallel, { session, files, progress, stopping, readable, protectedAddresses, lockTimeout }),
  ).finally(() => {
    progress.end();
  });
  const secrets = [...environmentSecrets(env), ...stacks.flatMap((stack) => variableSecrets(stack, env))];
  const origin = originOf(env);
  const report = reportOf({ engine, origin, platform, stacks, outcomes, secrets, readable });
  return { report, code: codeOf([...outcomes.values()]) };
}

/** 1 when a stack has no plan that should have one, 2 when something is left to do. */
function codeOf(outcomes: readonly Outcome[]): ExitCode {
  if (outcomes.some(({ kind }) => kind === "failed" || kind === "stopped")) return exitCodes.failed;
  const isLeft = (outcome: Outcome): boolean =>
    outcome.kind === "waiting" || (outcome.kind === "planned" && outcome.changes);
  return outcomes.some(isLeft) ? exitCodes.todo : exitCodes.ok;
}
