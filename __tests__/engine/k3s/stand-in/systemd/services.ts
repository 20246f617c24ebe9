import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { readStatus, stopFile, type Status } from "./status";
import { loadUnit, unitExists } from "./unit";

/** Options of systemctl. */
export interface Options {
  readonly quiet: boolean;
  readonly now: boolean;
  readonly wait: boolean;
  readonly value: boolean;
  readonly properties: readonly string[];
}

const WANTS = "/etc/systemd/system/multi-user.target.wants";

/** Starts a service and waits until it is up or has failed. */
export async function start(name: string, options: Options): Promise<number> {
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
export function launch(name: string): void {
  rmSync(stopFile(name), { force: true });
  rmSync(`/run/stand-in-systemd/${name}.json`, { force: true });
  const tools = "/usr/local/sbin/systemctl";
  const child = spawn(tools, ["stand-in-supervise", name], { detached: true, stdio: "ignore", cwd: "/" });
  child.unref();
}

/** Stops a service and waits until it has ended. */
export async function stop(name: string): Promise<number> {
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

/** Has a service start with the machine. */
export function enable(name: string): number {
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

/** Undoes `enable`. */
export function disable(name: string): number {
  if (!unitExists(name) && !enabled().includes(name)) {
    process.stderr.write(`Failed to disable unit: Unit file ${name}.service does not exist.\n`);
    return 1;
  }
  rmSync(`${WANTS}/${name}.service`, { force: true });
  return 0;
}

/** The services that start with the machine. */
export function enabled(): readonly string[] {
  return existsSync(WANTS) ? readdirSync(WANTS).map((file) => file.replace(/\.service$/, "")) : [];
}

/** `systemctl is-enabled`. */
export function isEnabled(name: string, options: Options): number {
  if (!unitExists(name)) {
    process.stderr.write(`Failed to get unit file state for ${name}.service: No such file or directory\n`);
    return 1;
  }
  return enabled().includes(name) ? tell("enabled", 0, options) : tell("disabled", 1, options);
}

/** Prints one word, unless told to be quiet. */
export function tell(word: string, code: number, options: Options): number {
  if (!options.quiet) {
    process.stdout.write(`${word}\n`);
  }
  return code;
}
