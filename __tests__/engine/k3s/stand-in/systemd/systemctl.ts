import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "../output";
import { journalLines } from "./journalctl";
import { readStatus, stopFile, type Status } from "./status";
import { supervise } from "./supervisor";
import { loadUnit, reloadUnits, unitExists } from "./unit";

interface Options {
  readonly quiet: boolean;
  readonly now: boolean;
  readonly wait: boolean;
  readonly value: boolean;
  readonly properties: readonly string[];
}

const WANTS = "/etc/systemd/system/multi-user.target.wants";

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

async function start(name: string, options: Options): Promise<number> {
  if (!unitExists(name)) {
    process.stderr.write(`Failed to start ${name}.service: Unit ${name}.service not found.\n`);
    return 5;
  }
  const unit = loadUnit(name);
  if (readStatus(name).active === "active") {
    return 0;
  }
  const running = readStatus(name).active === "activating";
  if (!running) {
    launch(name);
  }
  const before = running ? readStatus(name).failures : 0;
  while (options.wait) {
    const now = readStatus(name);
    if (now.active === "active" || (unit.type === "oneshot" && now.active === "inactive" && now.supervisor !== 0)) {
      return 0;
    }
    if (now.active === "failed" || (now.failures > before && now.result === "exit-code")) {
      const hint = `See "systemctl status ${name}.service" and "journalctl -xeu ${name}.service" for details.`;
      process.stderr.write(
        `Job for ${name}.service failed because the control process exited with error code.\n${hint}\n`,
      );
      return 1;
    }
    await sleep(20);
  }
  return 0;
}

/** Starts the supervisor of a service and waits until it has taken over. */
function launch(name: string): void {
  rmSync(stopFile(name), { force: true });
  rmSync(`/run/stand-in-systemd/${name}.json`, { force: true });
  const tools = "/usr/local/sbin/systemctl";
  const child = spawn(tools, ["stand-in-supervise", name], { detached: true, stdio: "ignore", cwd: "/" });
  child.unref();
}

async function stop(name: string): Promise<number> {
  if (!unitExists(name)) {
    process.stderr.write(`Failed to stop ${name}.service: Unit ${name}.service not loaded.\n`);
    return 5;
  }
  const late = Date.now() + 20_000;
  let told = 0;
  while (isRunning(readStatus(name))) {
    writeFileSync(stopFile(name), "");
    const { mainPid } = readStatus(name);
    if (mainPid !== 0 && (told !== mainPid || Date.now() > late)) {
      signal(mainPid, Date.now() > late ? "SIGKILL" : "SIGTERM");
      told = mainPid;
    }
    await sleep(20);
  }
  return 0;
}

function isRunning(now: Status): boolean {
  return now.active !== "inactive" && now.active !== "failed";
}

function signal(pid: number, name: "SIGTERM" | "SIGKILL"): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has just ended by itself.
  }
}

function enable(name: string): number {
  const unit = loadUnit(name);
  if (unit.wantedBy.length === 0) {
    process.stderr.write(
      "The unit files have no installation config (WantedBy=, RequiredBy=, Also=, Alias= settings).\n",
    );
    return 1;
  }
  mkdirSync(WANTS, { recursive: true });
  if (!enabled().includes(name)) {
    symlinkSync(`/etc/systemd/system/${name}.service`, `${WANTS}/${name}.service`);
  }
  return 0;
}

function disable(name: string): number {
  if (!unitExists(name) && !enabled().includes(name)) {
    process.stderr.write(`Failed to disable unit: Unit file ${name}.service does not exist.\n`);
    return 1;
  }
  rmSync(`${WANTS}/${name}.service`, { force: true });
  return 0;
}

function enabled(): readonly string[] {
  return existsSync(WANTS) ? readdirSync(WANTS).map((file) => file.replace(/\.service$/, "")) : [];
}

function isEnabled(name: string, options: Options): number {
  if (!unitExists(name)) {
    process.stderr.write(`Failed to get unit file state for ${name}.service: No such file or directory\n`);
    return 1;
  }
  return enabled().includes(name) ? tell("enabled", 0, options) : tell("disabled", 1, options);
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

function tell(word: string, code: number, options: Options): number {
  if (!options.quiet) {
    process.stdout.write(`${word}\n`);
  }
  return code;
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
