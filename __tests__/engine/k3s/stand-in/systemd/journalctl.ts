import { existsSync, readFileSync } from "node:fs";
import { Refusal } from "../output";
import { journalFile } from "./status";

/** `journalctl -u NAME [-n N] [--no-pager]`. */
export function journalctl(args: readonly string[]): number {
  let unit: string | undefined;
  let lines = Infinity;
  const queue = [...args];
  for (let argument = queue.shift(); argument !== undefined; argument = queue.shift()) {
    const match = /^(-u|--unit|-n|--lines)(?:=?(.+))?$/.exec(argument);
    if (match !== null) {
      const value = match[2] ?? queue.shift() ?? "";
      if (match[1] === "-u" || match[1] === "--unit") {
        unit = value.replace(/\.service$/, "");
      } else {
        lines = Number(value);
      }
    } else if (!["--no-pager", "-q", "--quiet", "-b", "-e", "-x", "-xe"].includes(argument)) {
      throw new Refusal(`journalctl: unrecognized option '${argument}' (of those that are simulated)`);
    }
  }
  if (unit === undefined || Number.isNaN(lines)) {
    throw new Refusal("journalctl: only -u NAME with a number of lines is simulated");
  }
  process.stdout.write(`${journalLines(unit, lines).join("\n")}\n`);
  return 0;
}

/** The last lines of a service's log. */
export function journalLines(name: string, count: number): readonly string[] {
  const file = journalFile(name);
  const all = existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : ["-- No entries --"];
  return all.slice(Math.max(0, all.length - count));
}
