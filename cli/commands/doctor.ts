import { formatProblems, loadPlatform } from "../../config";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { processContext, type Context } from "../context";
import { examine } from "../doctor/examine";
import { formatFindings } from "../doctor/finding";
import { findEnvironment } from "../environment";
import { Failure, runToExit } from "../failure";

const help = `
Without an environment it looks at what all of them need; with one, also at its variables. Machines are only asked for their host keys.

Exit codes: 0 nothing that is needed is missing, 1 something is.

Examples:
  npm run platform -- doctor
  npm run platform -- doctor staging --json`;

/** `platform doctor` */
export const command: PlatformCommand = {
  define: (doctor, exit) =>
    doctor
      .argument("[environment]", "name of a file in environments/, without .yaml")
      .option("--json", "print the findings as JSON")
      .addHelpText("after", help)
      .action(async (name: string | undefined, options: { json?: true }) => {
        const context = processContext();
        await runToExit(context, exit, () => showFindings(context, name, options));
      }),
};

/** Prints what is missing on this machine and how to get it. */
export async function showFindings(
  context: Context,
  name: string | undefined,
  { json }: { json?: true },
): Promise<ExitCode> {
  const loaded = loadPlatform(context.root);
  if (!loaded.ok) throw new Failure(formatProblems(loaded.problems));
  const { platform } = loaded;
  const environments = name === undefined ? platform.environments : [findEnvironment(context.root, name).environment];
  const findings = await examine(context, { platform, environments, named: name !== undefined });
  if (json) context.print(JSON.stringify(findings, null, 2));
  else context.print(formatFindings(findings, context.colours));
  return findings.some(({ state }) => state === "missing") ? exitCodes.failed : exitCodes.ok;
}
