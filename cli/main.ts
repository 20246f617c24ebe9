import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { closest } from "../config/suggest";
import { describeFault } from "../stacks/fault";
import { objectOf } from "../stacks/synthesized-stack";
import { exitCodes, loadCommand, type Exit } from "./command";
import { commands } from "./commands";
import { EXIT_CODES, HELP_WIDTH, wrap } from "./help";

/** Runs the `platform` command and sets the exit code of the process. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    const program = buildProgram(argv, (code) => {
      process.exitCode = code;
    });
    await program.parseAsync(argv);
  } catch (error) {
    console.error(describeFault(error));
    process.exitCode = exitCodes.failed;
  }
}

const help = `
${wrap(`Exit codes: ${EXIT_CODES}.`)}
PLATFORM_DEBUG=1 shows where an unexpected error happened.
--json and kubeconfig: npm run --silent, or npm's own lines come first.

Example:
  npm run platform -- status development`;

/** The command with all its subcommands, of which only the one that is typed is loaded. */
export function buildProgram(argv: readonly string[], exit: Exit): Command {
  const program = new Command("platform")
    .description("An organization's platform, from environments/*.yaml to running clusters.")
    .version(version())
    .configureOutput({ getOutHelpWidth: () => HELP_WIDTH, getErrHelpWidth: () => HELP_WIDTH })
    .addHelpText("after", help)
    .showHelpAfterError("Try --help.")
    .showSuggestionAfterError();
  const typed = new Set(argv.slice(2));
  for (const [name, description] of Object.entries(commands)) {
    const command = program.command(name).description(description);
    if (typed.has(name)) loadCommand(name).define(command, exit);
  }
  addHelp(program);
  return program;
}

/** `platform help [command]`; commander's own says nothing of a command that it doesn't know. */
function addHelp(program: Command): void {
  program
    .command("help [command]")
    .helpOption(false)
    .description("show the help of a command")
    .action((name: string | undefined) => {
      const command = name === undefined ? program : program.commands.find((candidate) => candidate.name() === name);
      if (command) command.outputHelp();
      else program.error(unknown(name ?? ""));
    });
}

function unknown(name: string): string {
  const near = closest(name, Object.keys(commands));
  return `error: unknown command '${name}'${near === undefined ? "" : `\n(Did you mean ${near}?)`}`;
}

function version(): string {
  const content: unknown = JSON.parse(readFileSync(join(__dirname, "..", "package.json"), "utf8"));
  return String(objectOf(content)["version"]);
}
