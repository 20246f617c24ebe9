import {
  appendFileSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { KubeObject } from "./kinds";

/** A member of etcd, as every member knows it. */
export interface Member {
  /** `<node>-<8 hex digits>`: another one whenever a node joins anew. */
  readonly name: string;
  readonly node: string;
  readonly address: string;
  version: string;
}

/** What the API server knows of a node. */
export interface NodeRecord {
  readonly name: string;
  readonly role: "server" | "agent";
  address: string;
  externalAddress: string | undefined;
  version: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  taints: Taint[];
  unschedulable: boolean;
  readonly created: string;
}

export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

/** A pod that keeps a node busy. */
export interface PodRecord {
  readonly namespace: string;
  readonly name: string;
  readonly owner: { readonly kind: "Deployment" | "DaemonSet" | "none"; readonly name: string };
  readonly labels: Readonly<Record<string, string>>;
  readonly emptyDir: boolean;
  /** undefined while it waits for a node that takes it. */
  node: string | undefined;
}

/** Everything that etcd holds: what a snapshot keeps and a restore brings back. */
export interface ClusterState {
  /** Another one after each cluster-init and each reset. */
  id: string;
  readonly authority: { readonly key: string; readonly certificate: string };
  readonly tokenHash: string;
  readonly agentTokenHash: string;
  /** Settings that all servers must share. */
  readonly critical: Readonly<Record<string, string>>;
  members: Member[];
  nodes: NodeRecord[];
  nodePasswords: Record<string, string>;
  pods: PodRecord[];
  objects: KubeObject[];
  /** Checksums of the applied files of manifests folders. */
  addons: Record<string, string>;
  /** What the helm-controller last ran, by namespace/name. */
  charts: Record<string, string>;
  hadQuorum: boolean;
}

/** The folder that all machines of a test share. */
export const SHARED = "/run/stand-in";

/** The cluster's state, or undefined before the first cluster-init. */
export function readState(folder = SHARED): ClusterState | undefined {
  const file = join(folder, "state.json");
  const json: { parse(text: string): ClusterState } = JSON;
  return existsSync(file) ? json.parse(readFileSync(file, "utf8")) : undefined;
}

/** The cluster's state; it is an error of the caller when there is none. */
export function needState(folder = SHARED): ClusterState {
  const state = readState(folder);
  if (state === undefined) {
    throw new Error("there is no cluster");
  }
  return state;
}

/** Changes the state: nobody else changes it meanwhile, and a process that dies in the middle changes nothing. */
export async function changeState<T>(change: (state: ClusterState) => T, folder = SHARED): Promise<T> {
  return withLock(folder, () => {
    const state = needState(folder);
    const result = change(state);
    writeState(state, folder);
    return result;
  });
}

/** Replaces the state, as a new cluster and a reset do. */
export function replaceState(state: ClusterState, folder = SHARED): Promise<void> {
  return withLock(folder, () => {
    writeState(state, folder);
  });
}

/** Appends a line to a file of the shared folder. */
export function appendShared(file: string, line: object, folder = SHARED): void {
  appendFileSync(join(folder, file), `${JSON.stringify(line)}\n`);
}

function writeState(state: ClusterState, folder: string): void {
  const next = join(folder, `state.${String(process.pid)}.${String(Math.random()).slice(2)}.json`);
  writeFileSync(next, JSON.stringify(state, null, 1), { mode: 0o600 });
  renameSync(next, join(folder, "state.json"));
}

async function withLock<T>(folder: string, action: () => T): Promise<T> {
  const lock = join(folder, "lock");
  for (;;) {
    try {
      closeSync(openSync(lock, "wx"));
      break;
    } catch {
      // Whoever holds it needs milliseconds; one that was killed meanwhile never gives it back.
      if (existsSync(lock) && Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 3000) {
        rmSync(lock, { force: true });
      }
      await sleep(5 + Math.random() * 10);
    }
  }
  try {
    return action();
  } finally {
    rmSync(lock, { force: true });
  }
}
