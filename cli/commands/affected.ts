import { affectedStacks } from "../affected/affected";
import { affectedJson, affectedText } from "../affected/output";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { processContext, type Context } from "../context";
import { runToExit } from "../failure";
import { helpText } from "../help";
import { stoppable, type Stopping } from "../stopping";

const help = helpText({
  about: `Compares the files as they are now, uncommitted changes included, with the commit where HEAD and <ref> part. Each revision is synthesized by its own code, and stacks are compared by what they mean: formatting and the order of keys don't count. Ends with 0 when no stack is affected, and with 2 when any is.
Everything is affected when package-lock.json differs, or when the older revision can't be synthesized. A removed stack is only named: nothing destroys it.
A workflow needs the whole history (fetch-depth: 0 at actions/checkout), and takes the list of --json as its matrix; GitHub refuses an empty one:
  run: |
    npm run --silent platform -- affected --base origin/main --json \\
      > affected.json || test $? -eq 2
    echo "json=$(cat affected.json)" >> "$GITHUB_OUTPUT"
  if: fromJSON(needs.affected.outputs.json).include[0] != null
  strategy:
    matrix:
      include: \${{ fromJSON(needs.affected.outputs.json).include }}`,
  canBeLeft: true,
  examples: [
    "npm run platform -- affected --base origin/main",
    "npm run --silent platform -- affected --base origin/main --json",
  ],
});

/** `platform affected` */
export const command: PlatformCommand = {
  define: (affected, exit) =>
    affected
      .requiredOption("--base <ref>", "the branch, tag or commit that the change goes to")
      .option("--json", "print one JSON object; its list `include` is a matrix for GitHub workflows")
      .addHelpText("after", help)
      .action(async ({ base, json }: { base: string; json?: true }) => {
        const context = processContext();
        await runToExit(context, exit, () => stoppable((stopping) => run(context, base, json === true, stopping)));
      }),
};

/** Prints what is affected: 2 when anything is. */
export async function run(context: Context, ref: string, json: boolean, stopping: Stopping): Promise<ExitCode> {
  const affected = await affectedStacks(context, ref, stopping);
  context.tell(`Compared with ${affected.base}, where HEAD and ${ref} part.`);
  context.print(json ? JSON.stringify(affectedJson(affected)) : affectedText(affected, context.colours));
  return affected.stacks.length + affected.removed.length > 0 ? exitCodes.todo : exitCodes.ok;
}
