import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { deployAddons } from "./addons";
import { makeServingCertificate } from "./certificates";
import type { Settings } from "./config";
import { adminCredential, kubeconfig, nodeCredential } from "./credentials";
import { resetFlag, TOMBSTONE } from "./etcd-data";
import { runCharts } from "./helm";
import { showAlive, serveApi, type ApiAnswer } from "./listener";
import { PORTS, thisMachine } from "./machine";
import { becomeMember } from "./membership";
import { registerNode } from "./node-object";
import { log } from "./output";
import { makeReady, untilStopped } from "./process";
import { needState } from "./state";
import { health, record, watchQuorum } from "./timeline";
import { hash, readToken, writeTokenFiles } from "./token";
import { nodeAddress, nodeName } from "./node-settings";
import { ownVersion } from "./version";

/** Runs a server until it is told to stop. */
export async function runServer(settings: Settings): Promise<number> {
  const name = nodeName(settings);
  const address = nodeAddress(settings);
  log("info", `Starting k3s ${ownVersion()}`);
  const open: { close(): void }[] = [];
  const member = await becomeMember(settings, async () => {
    open.push(await showAlive(address, PORTS.peer));
  });
  await waitForQuorum(name);
  const state = needState();
  const names = ["127.0.0.1", "localhost", "kubernetes", "kubernetes.default.svc", hostname(), name, address];
  const sans = [...names, ...settings.list("node-external-ip"), ...settings.list("tls-san")];
  const pair = makeServingCertificate(state.authority, sans);
  open.push(
    ...(await serveApi(thisMachine().addresses, pair, (path, authorization) => answer(member, path, authorization))),
  );
  await registerNode(settings, "server", member);
  open.push(await showAlive(address, PORTS.kubelet));
  writeAccess(settings);
  resetFlag.clear();
  await record(name, "started", { version: ownVersion(), role: "server" });
  log("info", "k3s is up and running");
  makeReady();

  await untilStopped(() => manage(settings, member));
  open.forEach((server) => {
    server.close();
  });
  await record(name, "stopped", { version: ownVersion(), role: "server" });
  return 0;
}

async function waitForQuorum(name: string): Promise<void> {
  while (!(await watchQuorum(name)).quorum) {
    log("info", "Waiting for etcd server to become available");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** What the controllers of a server do, again and again. */
async function manage(settings: Settings, member: string): Promise<void> {
  const state = needState();
  const name = nodeName(settings);
  if (!state.members.some((known) => known.name === member)) {
    if (!existsSync(TOMBSTONE)) {
      writeFileSync(TOMBSTONE, "", { mode: 0o600 });
      log("info", "this node has been removed from the cluster please restart k3s to rejoin the cluster");
    }
    return;
  }
  const { quorum } = await watchQuorum(name);
  if (quorum) {
    await deployAddons(name);
    await runCharts(settings, name, member);
  }
}

/** Answers on port 6443: some to everybody, the API only to those who show a credential, and only with quorum. */
async function answer(member: string, path: string, authorization: string | undefined): Promise<ApiAnswer> {
  const state = needState();
  if (path === "/ping") {
    return { status: 200, body: "pong" };
  }
  if (path === "/cacerts") {
    return { status: 200, body: state.authority.certificate };
  }
  if (path === "/v1-k3s/config") {
    return answerJoin(authorization);
  }
  if (
    authorization !== `Bearer ${adminCredential(state.authority.key)}` &&
    authorization !== `Bearer ${nodeCredential(state.authority.key)}`
  ) {
    return { status: 401, body: "Unauthorized" };
  }
  const ready = state.members.some((known) => known.name === member) && (await health(state)).quorum;
  if (!ready) {
    return { status: 500, body: "[+]ping ok\n[-]etcd failed: reason withheld\nreadyz check failed" };
  }
  return { status: 200, body: path === "/version" ? JSON.stringify({ gitVersion: ownVersion() }) : "ok" };
}

async function answerJoin(authorization: string | undefined): Promise<ApiAnswer> {
  const state = needState();
  const text = Buffer.from(authorization?.replace(/^Basic /, "") ?? "", "base64").toString("utf8");
  const [user = "", ...rest] = text.split(":");
  const given = hash(rest.join(":"));
  const accepted = user === "server" ? [state.tokenHash] : [state.tokenHash, state.agentTokenHash];
  if (!accepted.includes(given)) {
    return { status: 401, body: "Unauthorized" };
  }
  if (!(await health(state)).quorum) {
    return { status: 503, body: "apiserver not ready" };
  }
  return { status: 200, body: JSON.stringify({ version: ownVersion(), critical: state.critical }) };
}

/** The kubeconfig and the token files, as k3s leaves them. */
function writeAccess(settings: Settings): void {
  const state = needState();
  const file = settings.value("write-kubeconfig") ?? "/etc/rancher/k3s/k3s.yaml";
  const mode = parseInt(settings.value("write-kubeconfig-mode") ?? "0600", 8);
  rmSync(file, { force: true });
  writeFileSync(
    file,
    kubeconfig(state.authority.certificate, "https://127.0.0.1:6443", adminCredential(state.authority.key)),
    { mode },
  );
  const token = readToken(settings, "token");
  if (token !== undefined) {
    writeTokenFiles(state.authority.certificate, token, readToken(settings, "agent-token"));
  }
  mkdirSync("/var/lib/rancher/k3s/server/manifests", { recursive: true });
}
