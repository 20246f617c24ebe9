import { Command } from "commander";
import { describeFault } from "../stacks/fault";
import { exitCodes, loadCommand, type Exit } from "./command";
import { commands } from "./commands";

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

/** The command with all its subcommands, of which only the one that is typed is loaded. */
export function buildProgram(argv: readonly string[], exit: Exit): Command {
  const program = new Command("platform")
    .description("An organization's platform, from environments/*.yaml to running clusters.")
    .addHelpText(
      "after",
      "\nExit codes: 0 nothing to do, 1 failed, 2 changes.\nPLATFORM_DEBUG=1 shows where an unexpected error happened.",
    )
    .showHelpAfterError("Try --help.")
    .showSuggestionAfterError();
  const typed = new Set(argv.slice(2));
  for (const [name, description] of Object.entries(commands)) {
    const command = program.command(name).description(description);
    if (typed.has(name)) loadCommand(name).define(command, exit);
  }
  return program;
}
