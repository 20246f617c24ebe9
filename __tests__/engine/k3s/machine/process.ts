import { spawn, type ChildProcess } from "node:child_process";
import { openSync, closeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A process that the kernel kills when this one dies, however it dies. */
export interface BoundProcess {
  readonly pid: number;
  /** Settles when the process is gone. */
  readonly exited: Promise<void>;
  /** Kills exactly this process and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts a command whose output goes to `log`, bound to the life of this process. */
export function startBound(command: string, args: readonly string[], log: string): BoundProcess {
  const output = openSync(log, "a");
  const child = spawn("setpriv", ["--pdeathsig", "KILL", "--", command, ...args], {
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  const { pid } = child;
  if (pid === undefined) {
    throw new Error(`${command}: can't be started; is util-linux (setpriv) installed?`);
  }
  const exited = settled(child);
  return {
    pid,
    exited,
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

/** Waits until `done` gives a value; fails with `what` after `timeoutSeconds`. */
export async function until<T>(what: string, done: () => T | undefined, timeoutSeconds = 20): Promise<T> {
  const end = Date.now() + timeoutSeconds * 1000;
  for (;;) {
    const value = done();
    if (value !== undefined) {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(`${what}: not within ${String(timeoutSeconds)} seconds`);
    }
    await sleep(20);
  }
}

function settled(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => {
      resolve();
    });
    child.once("error", () => {
      resolve();
    });
  });
}
