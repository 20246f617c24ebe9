import { resolve } from "node:path";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { processContext, type Context } from "../context";
import { Failure, runToExit } from "../failure";
import { normalPace, type Pace } from "../github/connect";
import { issueOf, tellDrift, type Told } from "../github/drift-issue";
import { openIssues } from "../github/issues";
import { repositoryOf, tokenOf } from "../github/place";
import { helpText } from "../help";
import { readReport, REPORT_FILE } from "../plan/read-report";

const help = helpText({
  about: `Opens, edits or closes the one issue of an environment, from what platform plan found: open while an apply of the main branch would change something, or nobody could plan it. For a nightly run. The token comes from GITHUB_TOKEN or GH_TOKEN and needs write access to issues. Ends with 2 when --dry-run prints an issue.`,
  examples: [
    "npm run platform -- drift production",
    "npm run platform -- drift production --report report.json",
    "npm run --silent platform -- drift production --dry-run > issue.md",
  ],
});

/** What somebody typed. */
export interface Options {
  readonly report: string;
  readonly dryRun?: true;
}

/** `platform drift` */
export const command: PlatformCommand = {
  define: (drift, exit) =>
    drift
      .argument("<environment>", "its name")
      .option("--report <file>", "what platform plan wrote", REPORT_FILE)
      .option("--dry-run", "print the issue, and open none; without a token")
      .addHelpText("after", help)
      .action(async (environment: string, options: Options) => {
        const context = processContext();
        await runToExit(context, exit, () => driftCommand(context, environment, options));
      }),
};

/** Brings the issue of an environment up to date, and says where it is. */
export async function driftCommand(
  { root, env, print, tell }: Context,
  environment: string,
  { report: file, dryRun }: Options,
  pace: Pace = normalPace,
): Promise<ExitCode> {
  const report = readReport(resolve(root, file));
  const stacks = report.stacks.filter((stack) => stack.environment === environment);
  if (stacks.length === 0) throw new Failure(`${file} has no stack of an environment "${environment}".`);
  if (dryRun) {
    const issue = issueOf(environment, { ...report, stacks });
    if (issue === undefined) tell(said(environment, { kind: "none" }));
    else print(issue.body);
    return issue === undefined ? exitCodes.ok : exitCodes.todo;
  }
  const token = tokenOf(env);
  if (token === undefined) throw new Failure(NO_TOKEN);
  const issues = await openIssues(repositoryOf(env), token, tell, pace);
  tell(said(environment, await tellDrift(issues, environment, { ...report, stacks })));
  return exitCodes.ok;
}

const NO_TOKEN =
  "Neither GITHUB_TOKEN nor GH_TOKEN is set: no issue can be opened. Set one that may write issues, or print the issue with --dry-run.";

function said(environment: string, told: Told): string {
  switch (told.kind) {
    case "none":
      return `${environment} is as it is described.`;
    case "closed":
      return `${environment} is as it is described again; closed ${told.url}`;
    case "opened":
      return `${environment} differs; opened ${told.url}`;
    case "edited":
      return `${environment} differs; edited ${told.url}`;
    case "unchanged":
      return `${environment} differs as before: ${told.url}`;
  }
}
