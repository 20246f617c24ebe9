import { InvalidArgumentError } from "commander";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { processContext, type Context } from "../context";
import { keyOf, partsOf, type Render } from "../github/comment-source";
import { eventIn } from "../github/event";
import { failureOf, faultOf, Refusal } from "../github/fault";
import { label, labelOf } from "../github/labels";
import { normalPace, type Pace } from "../github/connect";
import { openPullRequest } from "../github/octokit";
import { placeOf, tokenOf, type Place } from "../github/place";
import type { PullRequest } from "../github/pull-request";
import { commentOf } from "../github/report-comment";
import { appendSummary } from "../github/step-summary";
import { upsert, type Posted } from "../github/upsert";
import { runToExit } from "../failure";
import { helpText } from "../help";
import { renderComment } from "../plan/markdown/comment";
import { REPORT_FILE } from "../plan/read-report";
import type { Report } from "../plan/report";

const help = helpText({
  about: `Makes or edits the one comment of these environments on the pull request, from what platform plan found. An older run never overwrites a newer one. In GitHub Actions the repository, the pull request and the API's address are known; the token comes from GITHUB_TOKEN or GH_TOKEN and needs write access to pull requests. Without a token, and on a pull request from a fork, the comment is printed. GITHUB_STEP_SUMMARY gets the same text.`,
  canBeLeft: true,
  examples: [
    "npm run platform -- comment",
    "npm run platform -- comment --key plan --label",
    "npm run --silent platform -- comment --dry-run > plan.md",
  ],
});

/** What somebody typed. */
export interface Options {
  readonly report: string;
  readonly configuration?: string;
  readonly pull?: number;
  readonly key?: string;
  readonly label?: true;
  readonly dryRun?: true;
}

/** `platform comment` */
export const command: PlatformCommand = {
  define: (definition, exit) =>
    definition
      .option("--report <file>", "what platform plan wrote", REPORT_FILE)
      .option(
        "--configuration <folder>",
        "stacks that a fork made: comment how they differ from those of this checkout",
      )
      .option("--pull <number>", "the pull request; in GitHub Actions, that of the run", parseNumber)
      .option("--key <name>", "which of our comments; by default that of the report's environments")
      .option("--label", "label the pull request, too: plan: destroys, plan: none, …")
      .option("--dry-run", "print the comment, and post nothing")
      .addHelpText("after", help)
      .action(async (options: Options) => {
        const context = processContext();
        await runToExit(context, exit, () => run(context, options));
      }),
};

/** Comments what a report says: 2 when it is only printed since somebody asked for that. */
export async function run(
  context: Context,
  options: Options,
  render: Render = renderComment,
  pace: Pace = normalPace,
): Promise<ExitCode> {
  const { env, tell } = context;
  const { report, parts } = partsOf(context, options, render);
  if (options.dryRun) {
    printed(context, parts);
    return exitCodes.todo;
  }
  const summary = env["GITHUB_STEP_SUMMARY"];
  if (summary !== undefined && summary !== "") appendSummary(summary, parts);
  const token = tokenOf(env);
  if (token === undefined) {
    tell("Neither GITHUB_TOKEN nor GH_TOKEN is set: the comment is only printed.");
    printed(context, parts);
    return exitCodes.ok;
  }
  const place = placeOf(env, options.pull, eventIn(env));
  const pull = await openPullRequest(place, token, tell, pace);
  try {
    const posted = await upsert(pull, place, commentOf(report, parts, keyOf(options)), pace);
    tell(said(posted));
    if (options.label && posted.kind !== "superseded" && posted.kind !== "none")
      await tryToLabel(pull, report, place, tell);
  } catch (error) {
    if (!(error instanceof Refusal) || !(await isFork(pull))) throw error;
    tell(
      `${error.message}\nThe pull request comes from a fork, whose runs may not write: the comment is only printed.`,
    );
    printed(context, parts);
  }
  return exitCodes.ok;
}

function printed({ print }: Context, parts: readonly string[]): void {
  print(parts.join("\n\n"));
}

function said(posted: Posted): string {
  switch (posted.kind) {
    case "created":
      return `Commented: ${posted.url}`;
    case "edited":
      return `Edited the comment: ${posted.url}`;
    case "unchanged":
      return `The comment says this already: ${posted.url}`;
    case "none":
      return "There is nothing to comment: no stack is affected.";
    case "superseded":
      return `Run ${posted.by[0]}, attempt ${posted.by[1]}, is newer than this one: its comment stays.`;
  }
}

/** Labels are an extra: that they can't be set does not fail the command. */
async function tryToLabel(
  pull: PullRequest,
  report: Report,
  place: Place,
  tell: (text: string) => void,
): Promise<void> {
  try {
    await label(pull, labelOf(report));
  } catch (error) {
    const fault = faultOf(error, 0, Date.now());
    if (!fault) throw error;
    tell(`The labels could not be set. ${failureOf(fault, place).message}`);
  }
}

/** When GitHub does not say, it is none: then what was refused is an error. */
async function isFork(pull: PullRequest): Promise<boolean> {
  try {
    return await pull.fromFork();
  } catch (error) {
    if (!faultOf(error, 0, Date.now())) throw error;
    return false;
  }
}

function parseNumber(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError("A pull request has a number, such as 7.");
  return Number(text);
}
