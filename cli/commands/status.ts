import { loadPlatform } from "../../stacks/load-platform";
import { formatProblems } from "../../config";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { processContext, type Context } from "../context";
import { findEnvironment } from "../environment";
import { runToExit } from "../failure";
import { helpText } from "../help";
import { observe } from "../status/collect";
import { formatSteps, nextOf, worst, type Step } from "../status/step";
import { stepsOf, stepsOfWrongFiles } from "../status/steps";

const help = helpText({
  about: `Looks at the files, this machine, the machines of the environment and its cluster, and changes nothing. It needs neither state nor terraform.
  ✓ done   … waits for another step, or is on its way   ✗ needs somebody
  – of no concern until the next deploy`,
  canBeLeft: true,
  examples: [
    "npm run platform -- status staging",
    "npm run --silent platform -- status staging --json",
    "npm run platform -- tunnel production -- npm run platform -- status production",
  ],
});

/** `platform status` */
export const command: PlatformCommand = {
  define: (status, exit) =>
    status
      .argument("<environment>", "name of a file in environments/, without .yaml")
      .option("--json", "print the steps as JSON")
      .addHelpText("after", help)
      .action(async (name: string, options: { json?: true }) => {
        const context = processContext();
        await runToExit(context, exit, () => showStatus(context, name, options));
      }),
};

/** Prints where the first run of an environment stands. */
export async function showStatus(context: Context, name: string, { json }: { json?: true }): Promise<ExitCode> {
  const steps = await stepsFor(context, name);
  const next = nextOf(steps) ?? null;
  if (json) context.print(JSON.stringify({ environment: name, done: worstOf(steps) === "done", next, steps }, null, 2));
  else context.print(formatSteps(steps, context.colours));
  return {
    done: exitCodes.ok,
    later: exitCodes.ok,
    failed: exitCodes.failed,
    todo: exitCodes.todo,
    waiting: exitCodes.todo,
  }[worstOf(steps)];
}

function worstOf(steps: readonly Step[]): Step["state"] {
  return worst(steps.map(({ state }) => state).filter((state) => state !== "later"));
}

async function stepsFor(context: Context, name: string): Promise<readonly Step[]> {
  const loaded = loadPlatform(context.root);
  if (!loaded.ok) return stepsOfWrongFiles(formatProblems(loaded.problems));
  return stepsOf(await observe(context, findEnvironment(context.root, name)));
}
