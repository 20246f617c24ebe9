import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { appendFileSync, existsSync, openSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { journalFile, readyFile, stopFile, writeStatus } from "./status";
import { loadUnit, words, type Unit } from "./unit";

/** Keeps a service running until it is told to stop: what systemd itself does. */
export async function supervise(name: string): Promise<number> {
  const unit = loadUnit(name);
  rmSync(stopFile(name), { force: true });
  for (let failures = 0; ; failures += 1) {
    rmSync(readyFile(name), { force: true });
    writeStatus(name, { active: "activating", sub: "start", supervisor: process.pid, failures });
    const status = await runOnce(unit);
    if (existsSync(stopFile(name)) || unit.type === "oneshot") {
      const failed = status !== 0 && unit.type === "oneshot";
      writeStatus(name, {
        active: failed ? "failed" : "inactive",
        sub: "dead",
        mainPid: 0,
        exitStatus: status,
        result: "success",
      });
      return 0;
    }
    const result = status === 0 ? "success" : "exit-code";
    const restarts = unit.restart === "always" || (unit.restart === "on-failure" && status !== 0);
    if (!restarts) {
      const active = status === 0 ? "inactive" : "failed";
      writeStatus(name, { active, sub: active, mainPid: 0, exitStatus: status, result, failures: failures + 1 });
      return 0;
    }
    writeStatus(name, {
      active: "activating",
      sub: "auto-restart",
      mainPid: 0,
      exitStatus: status,
      result,
      failures: failures + 1,
    });
    if (!(await waitToRestart(unit))) {
      writeStatus(name, { active: "inactive", sub: "dead" });
      return 0;
    }
  }
}

async function runOnce(unit: Unit): Promise<number> {
  const environment = { PATH, LANG: "C.UTF-8", ...unit.environment };
  for (const line of unit.startBefore) {
    const [command = "", ...args] = words(line.replace(/^-/, ""));
    const { status } = spawnSync(command, args, { env: environment, stdio: "ignore" });
    if (status !== 0 && !line.startsWith("-")) {
      journal(unit.name, `${unit.name}.service: Control process exited, code=exited, status=${String(status)}`);
      return status ?? 1;
    }
  }
  const output = openSync(journalFile(unit.name), "a");
  const [command = "", ...args] = words(unit.start);
  const child = spawn(command, args, {
    env: { ...environment, STAND_IN_READY: readyFile(unit.name) },
    stdio: ["ignore", output, output],
    cwd: "/",
  });
  const ended = end(child);
  if (child.pid !== undefined) {
    const up = unit.type === "simple" || unit.type === "exec";
    writeStatus(unit.name, { mainPid: child.pid, ...(up && UP) });
    void watchReady(unit, child);
  }
  const status = await ended;
  journal(unit.name, `${unit.name}.service: Main process exited, code=exited, status=${String(status)}`);
  return status;
}

const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const UP = { active: "active", sub: "running" } as const;

/** Waits for the service's word, and ends it when it takes longer than it may. */
async function watchReady(unit: Unit, child: ChildProcess): Promise<void> {
  const late = Date.now() + unit.startSeconds * 1000;
  while (child.exitCode === null && child.signalCode === null && unit.type === "notify") {
    if (existsSync(readyFile(unit.name))) {
      writeStatus(unit.name, UP);
      return;
    }
    if (Date.now() > late) {
      journal(unit.name, `${unit.name}.service: start operation timed out. Terminating.`);
      child.kill("SIGKILL");
      return;
    }
    await sleep(20);
  }
}

/** False when the service is to be stopped meanwhile. A pause longer than two seconds only makes tests slow. */
async function waitToRestart(unit: Unit): Promise<boolean> {
  const until = Date.now() + Math.min(unit.restartSeconds, 2) * 1000;
  while (Date.now() < until) {
    if (existsSync(stopFile(unit.name))) {
      return false;
    }
    await sleep(20);
  }
  return true;
}

function end(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once("error", () => {
      resolve(203); // systemd's status for a command that can't be executed.
    });
    child.once("exit", (code) => {
      resolve(code ?? 143);
    });
  });
}

function journal(name: string, line: string): void {
  appendFileSync(journalFile(name), `${line}\n`);
}
