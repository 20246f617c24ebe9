import { Refusal } from "../output";
import { journalLines } from "./journalctl";
import { disable, enable, enabled, isEnabled, launch, start, stop, tell, type Options } from "./services";
import { readStatus } from "./status";
import { supervise } from "./supervisor";
import { reloadUnits, unitExists } from "./unit";

/** `systemctl COMMAND NAME…`, as far as a service needs it. */
export async function systemctl(args: readonly string[]): Promise<number> {
  const { command, names, options } = parse(args);
  if (process.getuid?.() !== 0 && !["is-active", "is-enabled", "show", "status"].includes(command)) {
    throw new Refusal(`Failed to ${command} ${names.join(" ")}: Interactive authentication required.`);
  }
  switch (command) {
    case "daemon-reload":
      reloadUnits();
      return 0;
    case "stand-in-supervise":
      return supervise(names[0] ?? "");
    case "stand-in-boot":
      enabled().forEach(launch);
      return 0;
    default:
      return worst(names, (name) => one(command, name, options));
  }
}

async function one(command: string, name: string, options: Options): Promise<number> {
  switch (command) {
    case "start":
      return start(name, options);
    case "stop":
      return stop(name);
    case "restart":
      return (await stop(name)) || start(name, options);
    case "try-restart":
      return readStatus(name).active === "inactive" ? 0 : (await stop(name)) || start(name, options);
    case "enable":
      return enable(name) || (options.now ? start(name, options) : 0);
    case "disable":
      return disable(name) || (options.now ? stop(name) : 0);
    case "is-active":
      return tell(readStatus(name).active, readStatus(name).active === "active" ? 0 : 3, options);
    case "is-enabled":
      return isEnabled(name, options);
    case "is-failed":
      return tell(readStatus(name).active, readStatus(name).active === "failed" ? 0 : 1, options);
    case "show":
      return show(name, options);
    case "status":
      return status(name);
    case "reset-failed":
      return 0;
    default:
      throw new Refusal(`Unknown command verb '${command}' (of those that are simulated).`);
  }
}

function show(name: string, options: Options): number {
  const now = readStatus(name);
  const all: Readonly<Record<string, string>> = {
    Id: `${name}.service`,
    LoadState: unitExists(name) ? "loaded" : "not-found",
    ActiveState: now.active,
    SubState: now.sub,
    MainPID: String(now.mainPid),
    Result: now.result,
    ExecMainStatus: String(now.exitStatus),
    NRestarts: String(now.failures),
    UnitFileState: enabled().includes(name) ? "enabled" : "disabled",
  };
  const wanted = options.properties.length === 0 ? Object.keys(all) : options.properties;
  for (const property of wanted) {
    if (all[property] === undefined) {
      throw new Refusal(`show: the property ${property} is not simulated; one of ${Object.keys(all).join(", ")}`);
    }
    process.stdout.write(options.value ? `${all[property]}\n` : `${property}=${all[property]}\n`);
  }
  return 0;
}

function status(name: string): number {
  const now = readStatus(name);
  process.stdout.write(
    `${name}.service\n     Active: ${now.active} (${now.sub})\n   Main PID: ${String(now.mainPid)}\n\n`,
  );
  process.stdout.write(journalLines(name, 10).join("\n"));
  return now.active === "active" ? 0 : 3;
}

async function worst(names: readonly string[], action: (name: string) => Promise<number>): Promise<number> {
  if (names.length === 0) {
    throw new Refusal("Too few arguments.");
  }
  let code = 0;
  for (const name of names) {
    code = (await action(name)) || code;
  }
  return code;
}

function parse(args: readonly string[]): {
  readonly command: string;
  readonly names: readonly string[];
  readonly options: Options;
} {
  const words: string[] = [];
  const properties: string[] = [];
  const switches = new Set<string>();
  const queue = [...args];
  for (let argument = queue.shift(); argument !== undefined; argument = queue.shift()) {
    const property = /^(?:-p|--property=)(.*)$/.exec(argument);
    if (property !== null || argument === "--property") {
      properties.push(...(property?.[1] || (queue.shift() ?? "")).split(","));
    } else if (
      ["--quiet", "-q", "--now", "--no-block", "--no-pager", "--value", "--no-ask-password"].includes(argument)
    ) {
      switches.add(argument);
    } else if (argument.startsWith("-")) {
      throw new Refusal(`systemctl: unrecognized option '${argument}'`);
    } else {
      words.push(argument.replace(/\.service$/, ""));
    }
  }
  const [command = "", ...names] = words;
  return {
    command,
    names,
    options: {
      quiet: switches.has("--quiet") || switches.has("-q"),
      now: switches.has("--now"),
      wait: !switches.has("--no-block"),
      value: switches.has("--value"),
      properties,
    },
  };
}
