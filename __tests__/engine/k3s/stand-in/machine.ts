import { existsSync, readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";

/** Who this machine is; written by the harness. */
export interface ThisMachine {
  readonly name: string;
  readonly addresses: readonly string[];
}

/** Reads who this machine is. */
export function thisMachine(): ThisMachine {
  const json: { parse(text: string): ThisMachine } = JSON;
  return json.parse(readFileSync("/etc/stand-in.json", "utf8"));
}

/** Whether something listens there: a process that is alive does, a dead one doesn't. */
export function listens(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const settle = (result: boolean): void => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(1000, () => {
      settle(false);
    });
    socket.once("connect", () => {
      settle(true);
    });
    socket.once("error", () => {
      settle(false);
    });
  });
}

/** Ports by which processes of k3s show that they are alive. */
export const PORTS = { api: 6443, peer: 2380, kubelet: 10250 } as const;

/** Names of the etcd members whose data lies on some machine's disk, running or not. */
export function membersOnDisks(): readonly string[] {
  const machines = "/run/stand-in-machines";
  if (!existsSync(machines)) {
    return [];
  }
  return readdirSync(machines)
    .map((machine) => join(machines, machine, "var/lib/rancher/k3s/server/db/etcd/name"))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, "utf8"));
}
