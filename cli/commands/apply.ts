import { outputDirectory, synthesize } from "../../main";
import { applyStacks, type ApplyOptions } from "../applying/apply";
import { approvals, type Asked } from "../applying/approvals";
import { renderResults, resultsText } from "../applying/result-comment";
import { isBad, type StackResult } from "../applying/result";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { processContext, type Context } from "../context";
import { Failure, runToExit } from "../failure";
import { normalPace, type Pace } from "../github/connect";
import { upsert } from "../github/upsert";
import { helpText } from "../help";
import { handedOver } from "../planning/handed-over";
import { missingVariables } from "../planning/missing-variables";
import { LOCK_TIMEOUT, lockTimeoutOf, MOST_PARALLEL, parallelOf, screenOf } from "../planning/options";
import { originOf } from "../planning/origin";
import { selectStacks } from "../planning/select";
import { stoppable } from "../stopping";

const help = helpText({
  about: `Plans again, and applies what was reviewed: only if every plan changes exactly what the comment on the pull request says, or --digest. Otherwise nothing is applied, and it says what differs. In GitHub Actions the pull request is known; elsewhere --pull names it. Without a review, somebody at a terminal is asked. What holds data is destroyed only with --allow-destroy=<address>.
A stack that reads from one not applied yet is left for later: plan it then, and have that reviewed. With a pull request, the result is commented there.`,
  canBeLeft: true,
  examples: [
    "npm run platform -- apply staging",
    "npm run platform -- apply production --pull 7",
    "npm run platform -- apply production-data --digest sha256:… --allow-destroy=aws_s3_bucket.old",
  ],
});

/** What somebody typed. */
export interface Options extends Asked {
  readonly allowDestroy: readonly string[];
  readonly parallel?: string;
  readonly lockTimeout?: string;
  readonly json?: true;
  readonly stacks?: string;
  readonly comment: boolean;
}

/** `platform apply` */
export const command: PlatformCommand = {
  define: (apply, exit) =>
    apply
      .argument("<stacks...>", "names of stacks or environments")
      .option("--pull <number>", "the pull request whose comment has what was reviewed")
      .option("--digest <stack=digest>", "what was reviewed of a stack; can be repeated", collect, [])
      .option(
        "--allow-destroy <address>",
        "destroy or replace this, though it holds data; can be repeated",
        collect,
        [],
      )
      .option(
        "--parallel <number>",
        `how many stacks to plan at a time (default: the processors, ${String(MOST_PARALLEL)} at most)`,
      )
      .option("--lock-timeout <duration>", `how long to wait for somebody's lock on a state (default: ${LOCK_TIMEOUT})`)
      .option("--stacks <folder>", "apply the stacks that a change handed over, once platform admit would admit them")
      .option("--no-comment", "say nothing on the pull request")
      .option("--json", "print the results as JSON")
      .addHelpText("after", help)
      .action(async (names: readonly string[], options: Options) => {
        const context = processContext();
        await runToExit(context, exit, () => applyCommand(context, names, options, screenOf(process.stderr)));
      }),
};

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** Applies what is asked for, prints what came of it, and comments it. */
export async function applyCommand(
  context: Context,
  names: readonly string[],
  options: Options,
  screen: ApplyOptions["screen"],
  pace: Pace = normalPace,
): Promise<ExitCode> {
  const { root, env, print, tell } = context;
  const [parallel, lockTimeout] = [parallelOf(options.parallel), lockTimeoutOf(options.lockTimeout)];
  const outdir = outputDirectory(root);
  const outcome = synthesize(root, outdir);
  if (!outcome.ok) throw new Failure(outcome.messages.join("\n"));
  const all =
    options.stacks === undefined ? outcome.synthesis.stacks : handedOver(options.stacks, root, outdir, outcome);
  const stacks = selectStacks(all, names);
  const missing = missingVariables(stacks, env);
  if (missing !== undefined) throw new Failure(missing);
  const asked = await approvals(context, stacks, options, pace);
  const { approvalOf, confirm } = asked;
  const written = { outdir, handedOver: options.stacks !== undefined };
  const how = { ...written, parallel, lockTimeout, screen, approvalOf, confirm, allowed: options.allowDestroy };
  const results = await stoppable((stopping) => applyStacks(context, outcome.platform, stacks, { ...how, stopping }));
  print(options.json ? JSON.stringify(results, null, 2) : resultsText(results));
  if (options.comment && asked.pull !== undefined) {
    const origin = originOf(env);
    const { run = [0, 0], head } = origin;
    const parts = [renderResults(results, origin)];
    const key = `apply ${[...names].sort().join(",")}`;
    const { pull, place } = asked.pull;
    await upsert(pull, place, { key, run, parts, ...(head !== undefined && { head }) }, pace);
    tell(`The result is on pull request ${String(place.pull)}.`);
  }
  return codeOf(results);
}

function codeOf(results: readonly StackResult[]): ExitCode {
  if (results.some(isBad)) return exitCodes.failed;
  return results.some(({ kind }) => kind === "waiting") ? exitCodes.todo : exitCodes.ok;
}
