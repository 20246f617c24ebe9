import { check } from "../../main";
import { currentProtection } from "../../stacks/protection-check";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { processContext, type Context } from "../context";
import { carryOut, type GoingCluster } from "../destroy/carry-out";
import { destroyedText, explainDestroy } from "../destroy/explain";
import { lookAtCluster } from "../destroy/look";
import { planStacks, type StackPlan } from "../destroy/stacks";
import { STOPPED, type Pace } from "../destroy/wait";
import { findEnvironment, type Found } from "../environment";
import { Failure, runToExit } from "../failure";
import { helpText } from "../help";
import { missingSecrets, variablesText } from "../secrets";
import { stoppable } from "../stopping";

/** Minutes that each wait may last. */
const TIMEOUT_MINUTES = 30;
/** Seconds between two questions. */
const PAUSE_SECONDS = 5;

const help = helpText({
  about: `Destroys an environment: says what is lost and what stays, asks, and takes its stacks down. On EKS it first lets Argo CD take down what it brought, deletes the claims of volumes and the Services with load balancers that it named, and waits until AWS has none left, since the network would wait for them in vain. What holds data in AWS stays.
A run that failed or was stopped is finished by the same command.`,
  canBeLeft: true,
  examples: [
    "npm run platform -- destroy production --dry-run",
    "npm run platform -- destroy production",
    "npm run platform -- destroy production --yes production",
  ],
});

interface Options {
  readonly yes?: string;
  readonly dryRun?: true;
  readonly timeout?: string;
  readonly withoutCluster?: true;
}

/** `platform destroy` */
export const command: PlatformCommand = {
  define: (destroy, exit) =>
    destroy
      .argument("<environment>", "name of a file in environments/, without .yaml")
      .option("--dry-run", "say what would be lost, and end with 2")
      .option("--yes <environment>", "don't ask; the name once more, so that no script destroys another")
      .option("--timeout <minutes>", `how long each wait may last (default: ${String(TIMEOUT_MINUTES)})`)
      .option("--without-cluster", "on EKS: don't ask the cluster, which can't be reached any more")
      .addHelpText("after", help)
      .action(async (name: string, options: Options) => {
        const context = processContext();
        await runToExit(context, exit, () => destroyEnvironment(context, name, options));
      }),
};

/** Destroys an environment, or says what that would mean. */
export async function destroyEnvironment(
  context: Context,
  name: string,
  options: Options,
  pauseSeconds = PAUSE_SECONDS,
): Promise<ExitCode> {
  const timeoutMinutes = minutesOf(options.timeout);
  if (options.yes !== undefined && options.yes !== name) {
    throw new Failure(`--yes names ${options.yes}, and this would destroy ${name}. Nothing was changed.`);
  }
  const found = findEnvironment(context.root, name);
  const { kind } = found.environment;
  if (options.withoutCluster && kind !== "eks") {
    throw new Failure(`--without-cluster is for EKS, and ${name} runs on ${kind}. Nothing was changed.`);
  }
  const plan = stacksOf(context.root, name);
  const missing = missingSecrets(context.env, found.environment);
  if (missing.length > 0) throw new Failure(`Terraform needs ${variablesText(missing)}. Nothing was changed.`);
  const cluster = await clusterOf(context, found, options.withoutCluster === true);
  const text = explainDestroy({ name, kind }, plan, cluster?.state);
  if (options.dryRun) {
    context.print(text);
    return exitCodes.todo;
  }
  context.tell(text);
  if (options.yes === undefined) await confirm(context, name);
  await stoppable(async ({ asked: stopped }) => {
    try {
      await carryOut(context, plan, cluster, { timeoutMinutes, pauseSeconds, stopped });
    } catch (error) {
      throw stopped.aborted ? new Failure(STOPPED) : error;
    }
  });
  context.tell(destroyedText({ name, kind }, plan));
  return exitCodes.ok;
}

function minutesOf(typed: string | undefined): Pace["timeoutMinutes"] {
  if (typed === undefined) return TIMEOUT_MINUTES;
  if (/^\d{1,4}$/.test(typed)) return Number(typed);
  throw new Failure(`--timeout: "${typed}" is not a number of minutes.`);
}

/** The stacks, all checks having passed: a destroy that stops halfway at a wrong file helps nobody. */
function stacksOf(root: string, name: string): StackPlan {
  const outcome = check(root);
  if (!outcome.ok) throw new Failure(outcome.messages.join("\n"));
  outcome.synthesis.discard();
  return planStacks(outcome.synthesis.stacks, name, currentProtection(outcome.synthesis));
}

async function clusterOf(
  context: Context,
  { environment, organization }: Found,
  without: boolean,
): Promise<GoingCluster | undefined> {
  if (environment.kind !== "eks") return undefined;
  const found = { environment, organization };
  return { ...found, state: await lookAtCluster(context, found, without) };
}

async function confirm({ ask }: Context, name: string): Promise<void> {
  if (!ask) throw new Failure(`Nobody can be asked here. --yes ${name} does it without asking. Nothing was changed.`);
  const answer = await ask(`Type ${name} to destroy it: `);
  if (answer.trim() !== name) throw new Failure("Not confirmed. Nothing was changed.");
}
