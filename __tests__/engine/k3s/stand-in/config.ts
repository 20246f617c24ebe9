import { existsSync, readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { SHORT_FLAGS, type FlagType } from "./flags";
import { isFields } from "./kinds";
import { Refusal } from "./output";

/** The settings of one run of k3s: from its configuration files, over which its flags win. */
export class Settings {
  constructor(private readonly values: ReadonlyMap<string, readonly string[]>) {}

  /** The last value of a flag. */
  value(name: string): string | undefined {
    return this.values.get(name)?.at(-1);
  }

  /** Whether a switch is on. */
  on(name: string): boolean {
    const value = this.value(name);
    return value !== undefined && value !== "false";
  }

  /** All values of a flag that can be repeated; commas separate too, but for arguments of other processes. */
  list(name: string): readonly string[] {
    const values = this.values.get(name) ?? [];
    return name.endsWith("-arg") ? values : values.flatMap((value) => value.split(",")).filter((value) => value !== "");
  }
}

/** A command line, cut into flags of a table and what is left over. */
export interface Arguments {
  readonly flags: ReadonlyMap<string, readonly string[]>;
  readonly rest: readonly string[];
}

const CONFIG = "/etc/rancher/k3s/config.yaml";

/** Reads flags and the configuration files. `known` are the command's flags; `ignoreOthers` for commands that read the server's file. */
export function readSettings(
  args: readonly string[],
  known: ReadonlyMap<string, FlagType>,
  ignoreOthers = false,
): Settings {
  const { flags, rest } = parseArguments(args, known);
  if (rest.length > 0) {
    throw new Refusal(`Error: unexpected argument "${rest[0] ?? ""}"`);
  }
  const file = flags.get("config")?.at(-1) ?? process.env.K3S_CONFIG_FILE ?? CONFIG;
  const values = new Map<string, readonly string[]>();
  for (const source of configFiles(file)) {
    addFile(values, source, known, ignoreOthers);
  }
  for (const [name, given] of flags) {
    values.set(name, known.get(name) === "list" ? [...(values.get(name) ?? []), ...given] : given);
  }
  return new Settings(values);
}

/** Cuts a command line into flags, as k3s's command-line library does. */
export function parseArguments(args: readonly string[], known: ReadonlyMap<string, FlagType>): Arguments {
  const flags = new Map<string, readonly string[]>();
  const rest: string[] = [];
  const queue = [...args];
  for (let argument = queue.shift(); argument !== undefined; argument = queue.shift()) {
    const match = /^--?([^=]+)(?:=(.*))?$/s.exec(argument);
    if (match === null) {
      rest.push(argument);
      continue;
    }
    const [, given = "", inline] = match;
    const name = given.length === 1 ? (SHORT_FLAGS[given] ?? given) : given;
    const type = known.get(name);
    if (type === undefined) {
      throw new Refusal(`Incorrect Usage: flag provided but not defined: -${given}`);
    }
    const value = inline ?? (type === "switch" ? "true" : queue.shift());
    if (value === undefined) {
      throw new Refusal(`Incorrect Usage: flag needs an argument: -${given}`);
    }
    flags.set(name, [...(flags.get(name) ?? []), value]);
  }
  return { flags, rest };
}

/** The file itself, then its drop-ins in alphabetical order. */
function configFiles(file: string): readonly string[] {
  const folder = `${file}.d`;
  const dropIns = existsSync(folder) ? readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)) : [];
  return [...(existsSync(file) ? [file] : []), ...dropIns.sort().map((name) => `${folder}/${name}`)];
}

function addFile(
  values: Map<string, readonly string[]>,
  file: string,
  known: ReadonlyMap<string, FlagType>,
  ignoreOthers: boolean,
): void {
  const content: unknown = parse(readFileSync(file, "utf8"));
  if (content === null || content === undefined) {
    return;
  }
  if (!isFields(content)) {
    throw new Refusal(`Error: failed to parse config file ${file}: it is no map`);
  }
  for (const [key, value] of Object.entries(content)) {
    const appends = key.endsWith("+");
    const given = appends ? key.slice(0, -1) : key;
    const name = given.length === 1 ? (SHORT_FLAGS[given] ?? given) : given;
    if (!known.has(name)) {
      if (ignoreOthers) {
        continue;
      }
      // The real k3s only warns and goes on without the setting, which nobody wants in a test.
      throw new Refusal(`Incorrect Usage: flag provided but not defined: -${name} (in ${file})`);
    }
    const list = (Array.isArray(value) ? value : [value]).map((item: unknown) => scalar(item, name, file));
    if (known.get(name) !== "list" && list.length !== 1) {
      throw new Refusal(`Error: ${file}: ${name} takes one value, not a list`);
    }
    values.set(name, appends ? [...(values.get(name) ?? []), ...list] : list);
  }
}

function scalar(value: unknown, name: string, file: string): string {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return String(value);
  }
  throw new Refusal(`Error: ${file}: ${name}: ${JSON.stringify(value)} is no scalar`);
}
