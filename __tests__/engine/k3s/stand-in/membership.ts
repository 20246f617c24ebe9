import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import type { Settings } from "./config";
import { checkCritical, criticalSettings } from "./critical";
import { moveDataAside, readData, TOMBSTONE, writeData, type EtcdData } from "./etcd-data";
import { membersOnDisks } from "./machine";
import { log, Refusal } from "./output";
import { newCluster, newMemberName } from "./new-cluster";
import { checkServerVersion } from "./skew";
import { changeState, needState, readState, replaceState } from "./state";
import { askToJoin, patiently } from "./supervisor-client";
import { health, record } from "./timeline";
import { hash, readToken, type Token } from "./token";
import { nodeAddress, nodeName } from "./node-settings";
import { ownVersion } from "./version";

/**
 * Makes this machine a member of etcd in the way that its disk and its settings ask for, and returns the member's name.
 * `start` opens the peer port: before a member is added, since etcd too counts a new one only once it has caught up.
 */
export async function becomeMember(settings: Settings, start: () => Promise<void>): Promise<string> {
  const token = readToken(settings, "token");
  if (existsSync(TOMBSTONE)) {
    log("info", "tombstone file has been detected, removing data dir to rejoin the cluster");
    moveDataAside();
  }
  const data = readData();
  if (data !== undefined) {
    const name = await continueWith(settings, data, token);
    await start();
    return name;
  }
  const server = settings.value("server") ?? process.env.K3S_URL;
  if (server !== undefined) {
    return joinThrough(settings, server, token, start);
  }
  if (settings.on("cluster-init")) {
    return beginCluster(settings, token, start);
  }
  await record(nodeName(settings), "standalone");
  throw new Refusal("neither cluster-init nor server is set: this would be a standalone server on SQLite");
}

/** Goes on with the data on the disk. */
async function continueWith(settings: Settings, data: EtcdData, token: Token | undefined): Promise<string> {
  const state = needState();
  if (state.id !== data.cluster) {
    throw new Refusal(`etcd: request cluster ID mismatch (got ${state.id} want ${data.cluster})`);
  }
  const member = state.members.find((known) => known.name === data.name);
  if (member === undefined) {
    throw new Refusal(
      "etcd: the member has been permanently removed from the cluster; the data-dir used by this member must be removed",
    );
  }
  const address = nodeAddress(settings);
  if (member.address !== address || member.node !== nodeName(settings)) {
    const found = state.members.map((known) => `${known.name}=https://${known.address}:2380`).join(" ");
    throw new Refusal(
      `this server is a not a member of the etcd cluster. Found [${found}], expect: ${data.name}=${address}`,
    );
  }
  if (token !== undefined && hash(token.password) !== state.tokenHash) {
    throw new Refusal("bootstrap data already found and encrypted with different token");
  }
  if ((await health(state)).healthy > 0) {
    checkCritical(state.critical, criticalSettings(settings));
  }
  checkServerVersion(state);
  await changeState((current) => {
    const own = current.members.find((known) => known.name === data.name);
    if (own !== undefined) {
      own.version = ownVersion();
    }
  });
  return data.name;
}

async function joinThrough(
  settings: Settings,
  server: string,
  token: Token | undefined,
  start: () => Promise<void>,
): Promise<string> {
  if (token === undefined) {
    throw new Refusal("--token is required to join a cluster");
  }
  const info = await patiently(() => askToJoin(server, "server", token));
  checkCritical(info.critical, criticalSettings(settings));
  const node = nodeName(settings);
  const address = nodeAddress(settings);
  const state = needState();
  checkServerVersion(state);
  const namesake = state.members.find((member) => member.node === node);
  if (namesake !== undefined) {
    throw new Refusal(
      `ETCD join failed: duplicate node name found, please use a unique name for this node (member ${namesake.name})`,
    );
  }
  if (!(await health(state)).quorum) {
    throw new Refusal("ETCD join failed: etcdserver: unhealthy cluster");
  }
  const name = newMemberName(node);
  log("info", `Adding member ${name}=https://${address}:2380 to etcd cluster`);
  await start();
  await changeState((current) => {
    current.members.push({ name, node, address, version: ownVersion() });
  });
  writeData({ name, cluster: state.id });
  await record(node, "member-added", { member: name });
  return name;
}

async function beginCluster(settings: Settings, token: Token | undefined, start: () => Promise<void>): Promise<string> {
  const node = nodeName(settings);
  const before = readState();
  const disks = membersOnDisks();
  const alive = before?.members.filter((member) => disks.includes(member.name)) ?? [];
  if (alive.length > 0) {
    await record(node, "second-cluster-init", { others: alive.map((member) => member.name) });
    throw new Refusal(
      `cluster-init, but a cluster exists with the members ${alive.map((member) => member.name).join(", ")}: this would be a second one`,
    );
  }
  const password = token?.password ?? randomBytes(16).toString("hex");
  const name = newMemberName(node);
  const state = newCluster(settings, password, { name, node, address: nodeAddress(settings), version: ownVersion() });
  await start();
  await replaceState(state);
  writeData({ name, cluster: state.id });
  await record(
    node,
    "cluster-init",
    before === undefined ? {} : { after: "the former cluster was gone from every disk" },
  );
  return name;
}
