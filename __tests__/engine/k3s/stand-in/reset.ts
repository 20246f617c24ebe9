import { randomBytes } from "node:crypto";
import { basename } from "node:path";
import type { Settings } from "./config";
import { moveDataAside, readData, resetFlag, writeData } from "./etcd-data";
import { listens, PORTS } from "./machine";
import { newMemberName } from "./new-cluster";
import { log, Refusal } from "./output";
import { placePods } from "./pods";
import { readSnapshot } from "./snapshot";
import { readState, replaceState, type ClusterState } from "./state";
import { record } from "./timeline";
import { hash, readToken } from "./token";
import { nodeAddress, nodeName } from "./node-settings";
import { minor, ownVersion } from "./version";

/** `k3s server --cluster-reset`: makes this server the only member, with its own data or with a snapshot's. */
export async function resetCluster(settings: Settings): Promise<number> {
  const node = nodeName(settings);
  const address = nodeAddress(settings);
  const path = settings.value("cluster-reset-restore-path");
  if (await listens(address, PORTS.peer)) {
    throw new Refusal(
      `starting kubernetes: start managed database: listen tcp ${address}:2380: bind: address already in use`,
    );
  }
  if (resetFlag.exists()) {
    throw new Refusal(
      "Managed etcd cluster membership was previously reset, please remove the cluster-reset flag and start k3s normally. " +
        "If you need to perform another cluster reset, you must first manually delete the file at /var/lib/rancher/k3s/server/db/reset-flag",
    );
  }
  const state = path === undefined ? ownState() : restoredState(settings, path);
  const token = readToken(settings, "token");
  if (token !== undefined && hash(token.password) !== state.tokenHash) {
    throw new Refusal("failed to reset the cluster: bootstrap data already found and encrypted with different token");
  }
  const others = readState()?.members.filter((member) => member.node !== node) ?? [];
  const running = [];
  for (const other of others) {
    if (await listens(other.address, PORTS.peer)) {
      running.push(other.name);
    }
  }
  const name = newMemberName(node);
  state.id = randomBytes(8).toString("hex");
  state.members = [{ name, node, address, version: ownVersion() }];
  placePods(state);
  await replaceState(state);
  if (path !== undefined) {
    moveDataAside();
  }
  writeData({ name, cluster: state.id });
  resetFlag.set();
  await record(node, "reset", { snapshot: path === undefined ? null : basename(path), othersRunning: running });
  log(
    "info",
    "Managed etcd cluster membership has been reset, restart without --cluster-reset flag now. Backup and delete ${datadir}/server/db on each peer etcd server and rejoin the nodes",
  );
  return 0;
}

/** The state of a server that has data: it forgets its peers. */
function ownState(): ClusterState {
  const state = readState();
  const data = readData();
  if (state === undefined || data === undefined) {
    throw new Refusal("starting kubernetes: cluster-reset was requested, but there is no etcd data on this node");
  }
  if (state.id !== data.cluster) {
    throw new Refusal(`etcd: request cluster ID mismatch (got ${state.id} want ${data.cluster})`);
  }
  return state;
}

function restoredState(settings: Settings, path: string): ClusterState {
  const snapshot = readSnapshot(settings, path);
  if (minor(snapshot.version) > minor(ownVersion())) {
    throw new Refusal(
      `etcd: snapshot was made with ${snapshot.version}, this is ${ownVersion()}: it can't be downgraded`,
    );
  }
  return snapshot.state;
}
