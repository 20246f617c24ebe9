import { mkdirSync, writeFileSync } from "node:fs";
import type { Settings } from "./config";
import { kubeconfig, nodeCredential } from "./credentials";
import { showAlive } from "./listener";
import { PORTS } from "./machine";
import { checkAgentVersion } from "./skew";
import { checkNodePassword, registerNode } from "./node-object";
import { log, Refusal } from "./output";
import { makeReady, untilStopped } from "./process";
import { needState } from "./state";
import { askToJoin, patiently } from "./supervisor-client";
import { record } from "./timeline";
import { readToken } from "./token";
import { nodeAddress, nodeName } from "./node-settings";
import { ownVersion } from "./version";

/** Runs an agent until it is told to stop. */
export async function runAgent(settings: Settings): Promise<number> {
  const name = nodeName(settings);
  const server = settings.value("server") ?? process.env.K3S_URL;
  const token = readToken(settings, "token");
  log("info", `Starting k3s agent ${ownVersion()}`);
  if (server === undefined) {
    throw new Refusal("--server is required");
  }
  if (token === undefined) {
    throw new Refusal("--token is required");
  }
  const address = nodeAddress(settings);
  await patiently(() => askToJoin(server, "node", token));
  const state = needState();
  checkAgentVersion(state);
  checkNodePassword(state, name);
  await registerNode(settings, "agent");
  const kubelet = await showAlive(address, PORTS.kubelet);
  const folder = "/var/lib/rancher/k3s/agent";
  mkdirSync(folder, { recursive: true });
  const text = kubeconfig(state.authority.certificate, server, nodeCredential(state.authority.key));
  writeFileSync(`${folder}/kubelet.kubeconfig`, text, { mode: 0o600 });
  await record(name, "started", { version: ownVersion(), role: "agent" });
  makeReady();
  await untilStopped(() => Promise.resolve());
  kubelet.close();
  await record(name, "stopped", { version: ownVersion(), role: "agent" });
  return 0;
}
