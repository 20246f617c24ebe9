import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { connect } from "node:net";

/** The process namespace of a process, or nothing when it has ended. */
export function processNamespace(pid: number): string {
  try {
    return readlinkSync(`/proc/${String(pid)}/ns/pid`).replace(/\D/g, "");
  } catch {
    return ""; // It has ended.
  }
}

/** The name of a process, or nothing when it has ended. */
export function commandName(pid: number): string {
  try {
    return readFileSync(`/proc/${String(pid)}/comm`, "utf8").trim();
  } catch {
    return ""; // It has ended.
  }
}

/** Whether something accepts connections there. */
export function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const settle = (result: boolean): void => {
      socket.destroy();
      resolve(result);
    };
    socket.once("connect", () => {
      settle(true);
    });
    socket.once("error", () => {
      settle(false);
    });
  });
}

/** All processes in the namespace of one of them, by their ids on this computer. */
export function neighbours(pid: number): readonly number[] {
  const own = processNamespace(pid);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((other) => processNamespace(other) === own);
}
