import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const DB = "/var/lib/rancher/k3s/server/db";

/** What a server's disk says about its membership. */
export interface EtcdData {
  /** Name of the member. */
  readonly name: string;
  /** Id of the cluster that it belongs to. */
  readonly cluster: string;
}

/** The data on this machine's disk, if there is any. */
export function readData(): EtcdData | undefined {
  if (!existsSync(`${DB}/etcd/member/wal`) || !existsSync(`${DB}/etcd/name`)) {
    return undefined;
  }
  return {
    name: readFileSync(`${DB}/etcd/name`, "utf8"),
    cluster: readFileSync(`${DB}/etcd/member/wal/cluster`, "utf8"),
  };
}

/** Writes the data of a new member. */
export function writeData(data: EtcdData): void {
  mkdirSync(`${DB}/etcd/member/wal`, { recursive: true, mode: 0o700 });
  mkdirSync(`${DB}/etcd/member/snap`, { recursive: true, mode: 0o700 });
  chmodSync(`${DB}/etcd`, 0o700);
  writeFileSync(`${DB}/etcd/member/wal/cluster`, data.cluster, { mode: 0o600 });
  writeFileSync(`${DB}/etcd/member/snap/db`, "throwaway\n", { mode: 0o600 });
  writeFileSync(`${DB}/etcd/name`, data.name, { mode: 0o600 });
}

/** Moves old data out of the way, as a reset and a rejoin do. */
export function moveDataAside(): void {
  if (existsSync(`${DB}/etcd`)) {
    renameSync(`${DB}/etcd`, `${DB}/etcd-old-${String(Date.now())}`);
  }
}

/** Marks a member that was removed while it ran: its next start joins anew. */
export const TOMBSTONE = `${DB}/etcd/tombstone`;

const RESET_FLAG = `${DB}/reset-flag`;

/** Marks that a reset was made and k3s not started since. */
export const resetFlag = {
  exists: (): boolean => existsSync(RESET_FLAG),
  set: (): void => {
    mkdirSync(dirname(RESET_FLAG), { recursive: true });
    writeFileSync(RESET_FLAG, "");
  },
  clear: (): void => {
    rmSync(RESET_FLAG, { force: true });
  },
};
