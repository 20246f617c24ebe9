import { loadPlatform } from "../../stacks/load-platform";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { processContext, type Context } from "../context";
import { examine, type Scope, type UnreadScope } from "../doctor/examine";
import { formatFindings } from "../doctor/finding";
import { findEnvironment } from "../environment";
import { runToExit } from "../failure";
import { helpText } from "../help";

const help = helpText({
  about:
    "Without an environment it looks at what all of them need; with one, also at its variables. Machines are only asked for their host keys. Something missing or broken is a failure; a variable or a placeholder is left to do.",
  canBeLeft: true,
  examples: ["npm run platform -- doctor", "npm run --silent platform -- doctor staging --json"],
});

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
  const findings = await examine(context, scopeOf(context.root, name));
  if (json) context.print(JSON.stringify(findings, null, 2));
  else context.print(formatFindings(findings, context.colours));
  if (findings.some(({ state }) => state === "missing")) return exitCodes.failed;
  return findings.some(({ state }) => state === "todo") ? exitCodes.todo : exitCodes.ok;
}

function scopeOf(root: string, name: string | undefined): Scope | UnreadScope {
  const loaded = loadPlatform(root);
  if (!loaded.ok) return { problems: loaded.problems };
  if (name !== undefined) {
    const { environment, organization } = findEnvironment(root, name);
    return { organization, environments: [environment], named: true };
  }
  return { ...loaded.platform, named: false };
}
