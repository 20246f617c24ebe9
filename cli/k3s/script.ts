import { readFileSync } from "node:fs";
import { join } from "node:path";
import { nodeScript, shellAssignments, type NodeCommand } from "../../constructs/k3s/scripts";

type Variables = Readonly<Record<string, string>>;

const SCRIPTS = join(__dirname, "../../constructs/k3s/scripts");

/** A script for a machine that uses the functions of the node script's library. */
export function withLibrary(variables: Variables, body: string): string {
  return ["cd /", shellAssignments(variables), readFileSync(join(SCRIPTS, "lib.sh"), "utf8"), body].join("\n");
}

/** The script that runs one command of the node script, as it is in this repository, and then what follows. */
export function nodeCommand(variables: Variables, command: NodeCommand, afterwards = ""): string {
  return ["cd /", shellAssignments(variables), `set -- ${command}`, nodeScript(), afterwards].join("\n");
}
