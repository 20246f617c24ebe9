import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The parts of the script, in their order: the library first, the dispatcher last. */
const PARTS = [
  "lib",
  "stage",
  "release",
  "leave",
  "switch",
  "accept",
  "membership",
  "settings",
  "uninstall",
  "bootstrap",
  "restore",
  "main",
] as const;

/** What a machine can be told to do; each is explained where its part of the script begins. */
export type NodeCommand =
  | "stage"
  | "release"
  | "switch"
  | "accept"
  | "membership"
  | "settings"
  | "uninstall"
  | "bootstrap"
  | "restore"
  | "rejoin"
  | "allow-begin"
  | "stop";

/** The one POSIX shell script that runs on the machines, put together from `scripts/`. */
export function nodeScript(): string {
  const parts = PARTS.map((part) => readFileSync(join(__dirname, "scripts", `${part}.sh`), "utf8"));
  return ["#!/bin/sh\n", ...parts].join("\n");
}

/** The shell command that runs a command of the script, uploaded to a folder of the SSH user's home, as root. */
export function runAsRoot(folder: string, command: NodeCommand): string {
  const script = `sh ${folder}/node.sh ${command}`;
  return `if [ "$(id -u)" = 0 ]; then ${script}; else sudo -n ${script}; fi`;
}

/** Assignments for the script: `NAME='value'`, a line each. */
export function shellAssignments(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}='${value.replaceAll("'", `'\\''`)}'\n`)
    .join("");
}
