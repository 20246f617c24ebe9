import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";

/** What `systemctl show` tells of a service. */
export interface Status {
  readonly active: "active" | "activating" | "deactivating" | "inactive" | "failed";
  readonly sub: string;
  readonly mainPid: number;
  readonly supervisor: number;
  readonly result: "success" | "exit-code";
  readonly exitStatus: number;
  /** How often the service ended by itself since it was started. */
  readonly failures: number;
}

const RUN = "/run/stand-in-systemd";

const STOPPED: Status = {
  active: "inactive",
  sub: "dead",
  mainPid: 0,
  supervisor: 0,
  result: "success",
  exitStatus: 0,
  failures: 0,
};

/** Where a service tells that it is up. */
export function readyFile(name: string): string {
  return `${RUN}/${name}.ready`;
}

/** Asks a supervisor to end. */
export function stopFile(name: string): string {
  return `${RUN}/${name}.stop`;
}

/** The log of a service. */
export function journalFile(name: string): string {
  return `/var/log/stand-in/${name}.journal`;
}

/** What a service does now; one whose supervisor is gone is dead. */
export function readStatus(name: string): Status {
  const file = `${RUN}/${name}.json`;
  if (!existsSync(file)) {
    return STOPPED;
  }
  const json: { parse(text: string): Status } = JSON;
  const status = json.parse(readFileSync(file, "utf8"));
  const supervised =
    status.active === "inactive" || status.active === "failed" || existsSync(`/proc/${String(status.supervisor)}`);
  return supervised ? status : STOPPED;
}

/** Changes what is known of a service. */
export function writeStatus(name: string, change: Partial<Status>): void {
  mkdirSync(RUN, { recursive: true });
  const file = `${RUN}/${name}.json`;
  const before = existsSync(file) ? readStatus(name) : STOPPED;
  writeFileSync(`${file}.new`, JSON.stringify({ ...before, ...change }));
  renameSync(`${file}.new`, file);
}
