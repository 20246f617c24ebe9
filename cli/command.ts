import { createRequire } from "node:module";
import { join } from "node:path";
import type { Command } from "commander";

/** What a subcommand came to, as the exit code of the process; those of `terraform plan -detailed-exitcode`. */
export const exitCodes = { ok: 0, failed: 1, todo: 2 } as const;

/** One of the exit codes. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends a command with what it came to. */
export type Exit = (code: ExitCode) => void;

/** A subcommand, the export `command` of its own file under `commands/`. */
export interface PlatformCommand {
  /** Adds arguments, options and help to the command, and an action that calls `exit`. */
  readonly define: (command: Command, exit: Exit) => void;
}

const load = createRequire(__filename);

/** Loads one subcommand, when somebody types it: the others cost nothing. */
export function loadCommand(name: string): PlatformCommand {
  const module: unknown = load(join(__dirname, "commands", name));
  if (!hasCommand(module)) throw new Error(`cli/commands/${name}.ts exports no "command".`);
  return module.command;
}

function hasCommand(module: unknown): module is { command: PlatformCommand } {
  return typeof module === "object" && module !== null && "command" in module;
}
