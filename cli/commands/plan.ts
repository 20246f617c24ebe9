import { outputDirectory, synthesize } from "../../main";
import { affectedStacks, type Affected } from "../affected/affected";
import { affectedText, concerning } from "../affected/output";
import { removedStacks } from "../admit/removed";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { processContext, type Context } from "../context";
import { Failure, runToExit } from "../failure";
import { helpText } from "../help";
import { changesAnything } from "../plan/counts";
import type { Report } from "../plan/report";
import { renderTerminal } from "../plan/terminal/render";
import { plannedIn } from "../plan/verdict";
import { makeReport } from "../planning/make-report";
import type { PlanOptions } from "../planning/workplace";
import { missingVariables } from "../planning/missing-variables";
import { handedOver } from "../planning/handed-over";
import { LOCK_TIMEOUT, lockTimeoutOf, MOST_PARALLEL, parallelOf, screenOf } from "../planning/options";
import { removeReport, writeReport } from "../planning/report-file";
import { selectStacks } from "../planning/select";
import { problemsOf } from "../repository";
import { stoppable } from "../stopping";

const help = helpText({
  about: `Synthesizes, and says what an apply would do with each stack: all of them, or those that are named, by their own names or by their environments'. Stacks are planned in the order of their dependencies, and those that don't depend on each other at the same time. One that reads from a stack which was never applied waits for it; one that fails does not hold up the others.
What is sensitive is removed before anything is printed. cdktf.out/plans/report.json has all of it for "platform comment"; the plans themselves are deleted at the end. The engine is terraform, or what TERRAFORM_BINARY_NAME names.`,
  canBeLeft: true,
  examples: [
    "npm run platform -- plan",
    "npm run platform -- plan staging",
    "npm run platform -- plan staging --full",
    "npm run platform -- plan --affected origin/main",
    "npm run --silent platform -- plan production --json",
  ],
});

interface Options {
  readonly affected?: string;
  readonly json?: true;
  readonly full?: true;
  readonly parallel?: string;
  readonly lockTimeout?: string;
  readonly stacks?: string;
}

/** `platform plan` */
export const command: PlatformCommand = {
  define: (plan, exit) =>
    plan
      .argument("[stacks...]", "names of stacks or environments (default: all)")
      .option("--affected <ref>", "only stacks that differ from where HEAD and this branch, tag or commit part")
      .option(
        "--parallel <number>",
        `how many stacks at a time (default: the processors, ${String(MOST_PARALLEL)} at most)`,
      )
      .option("--lock-timeout <duration>", `how long to wait for somebody's lock on a state (default: ${LOCK_TIMEOUT})`)
      .option("--stacks <folder>", "plan the stacks that a change handed over, once platform admit would admit them")
      .option("--full", "print values, documents and lists as a whole, however long they are")
      .option("--json", "print the report as JSON")
      .addHelpText("after", help)
      .action(async (names: readonly string[], options: Options) => {
        const context = processContext();
        await runToExit(context, exit, () => planCommand(context, names, options, screenOf(process.stderr)));
      }),
};

/** Plans what is asked for, writes the report and prints it. */
export async function planCommand(
  context: Context,
  names: readonly string[],
  options: Options,
  screen: PlanOptions["screen"],
): Promise<ExitCode> {
  const [parallel, lockTimeout] = [parallelOf(options.parallel), lockTimeoutOf(options.lockTimeout)];
  return stoppable((stopping) => run(context, names, options, { parallel, lockTimeout, screen, stopping }));
}

async function run(
  context: Context,
  names: readonly string[],
  { json, full, affected: ref, stacks: stacksFolder }: Options,
  how: Omit<PlanOptions, "outdir" | "handedOver">,
): Promise<ExitCode> {
  const { root, env, print, tell, colours } = context;
  const outdir = outputDirectory(root);
  removeReport(outdir);
  const outcome = synthesize(root, outdir);
  if (!outcome.ok) {
    if (!json) throw new Failure(outcome.messages.join("\n"));
    print(JSON.stringify({ ok: false, problems: problemsOf(root, outcome.messages) }, null, 2));
    return exitCodes.failed;
  }
  const all = stacksFolder === undefined ? outcome.synthesis.stacks : handedOver(stacksFolder, root, outdir, outcome);
  const named = selectStacks(all, names);
  const affected =
    ref === undefined ? undefined : concerning(await affectedStacks(context, ref, how.stopping, "--affected"), names);
  const unaffected = affected && names.length > 0 && !isThere(affected);
  if (affected && !unaffected) tell(`${affectedText(affected, colours)}\n`);
  const stacks = named.filter(({ name }) => affected?.stacks.some((stack) => stack.name === name) ?? true);
  const missing = missingVariables(stacks, env);
  if (missing !== undefined) throw new Failure(missing);
  const written = { outdir, handedOver: stacksFolder !== undefined };
  const { report: planned, code } = await makeReport(context, outcome.platform, stacks, { ...how, ...written });
  const report = { ...planned, stacks: [...planned.stacks, ...removedStacks(outcome.synthesis.stacks, all)] };
  writeReport(outdir, report);
  const nothing = unaffected ? `No stack of ${names.join(" or ")} is affected.` : "There is no stack to plan.";
  if (json) print(JSON.stringify(report, null, 2));
  else
    print(
      [
        report.stacks.length === 0 ? nothing : renderTerminal(report, colours, { full: full === true }),
        ...digestLines(report),
      ].join("\n"),
    );
  return code;
}

/** What to hand to platform apply, so that it applies this and nothing else. */
function digestLines({ stacks }: Report): readonly string[] {
  const changing = plannedIn({ stacks }).filter(({ plan }) => changesAnything(plan));
  if (changing.length === 0) return [];
  return [
    "",
    "To apply exactly this, platform apply takes:",
    ...changing.map(({ stack, digest }) => `  --digest ${stack}=${digest}`),
  ];
}

function isThere({ stacks, removed }: Affected): boolean {
  return stacks.length + removed.length > 0;
}
