import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Settings } from "./config";
import type { KubeObject } from "./kinds";
import { listens, PORTS } from "./machine";
import { Refusal } from "./output";
import { placePods } from "./pods";
import { changeState, type ClusterState, type NodeRecord } from "./state";
import { hash } from "./token";
import { nodeAddress, nodeName, parseTaint } from "./node-settings";
import { ownVersion } from "./version";

const PASSWORD = "/etc/rancher/node/password";

/** The node's own password: made once, and kept by the cluster for as long as the Node object exists. */
function nodePassword(): string {
  if (!existsSync(PASSWORD)) {
    mkdirSync("/etc/rancher/node", { recursive: true, mode: 0o700 });
    writeFileSync(PASSWORD, `${randomBytes(16).toString("hex")}\n`, { mode: 0o600 });
  }
  return readFileSync(PASSWORD, "utf8").trim();
}

/** Refuses a machine that calls itself as another one does that the cluster still knows. */
export function checkNodePassword(state: ClusterState, node: string): void {
  const known = state.nodePasswords[node];
  if (known !== undefined && known !== hash(nodePassword())) {
    throw new Refusal(
      "Node password rejected, duplicate hostname or contents of '/etc/rancher/node/password' may not match server " +
        "node-passwd entry, try enabling a unique node name with the --with-node-id flag",
    );
  }
}

/** Puts the node into the cluster, or brings its object up to date: labels and taints only when it is new. */
export async function registerNode(settings: Settings, role: "server" | "agent", member?: string): Promise<void> {
  const name = nodeName(settings);
  const address = nodeAddress(settings);
  await changeState((state) => {
    // A server asks itself, before its API is up, and then takes its own word: so it comes up after a restore on a new disk.
    if (role === "agent") {
      checkNodePassword(state, name);
    }
    state.nodePasswords[name] = hash(nodePassword());
    const known = state.nodes.find((node) => node.name === name);
    const node = known ?? newNode(settings, name, role);
    if (known === undefined) {
      state.nodes.push(node);
    }
    node.version = ownVersion();
    node.address = address;
    node.externalAddress = settings.list("node-external-ip")[0];
    node.annotations["k3s.io/hostname"] = name;
    node.annotations["k3s.io/internal-ip"] = address;
    if (member !== undefined) {
      node.annotations["etcd.k3s.cattle.io/node-name"] = member;
      node.annotations["etcd.k3s.cattle.io/node-address"] = address;
      node.labels["node-role.kubernetes.io/control-plane"] = "true";
      node.labels["node-role.kubernetes.io/etcd"] = "true";
    }
    placePods(state);
  });
}

function newNode(settings: Settings, name: string, role: "server" | "agent"): NodeRecord {
  const own = settings.list("node-label").map((label) => {
    const [key = "", value = ""] = label.split("=");
    return [key, value] as const;
  });
  return {
    name,
    role,
    address: nodeAddress(settings),
    externalAddress: undefined,
    version: ownVersion(),
    labels: {
      "kubernetes.io/hostname": name,
      "kubernetes.io/os": "linux",
      "kubernetes.io/arch": process.arch === "arm64" ? "arm64" : "amd64",
      "node.kubernetes.io/instance-type": "k3s",
      ...Object.fromEntries(own),
    },
    annotations: {},
    taints: settings.list("node-taint").map(parseTaint),
    unschedulable: false,
    created: new Date().toISOString(),
  };
}

/** Whether the node's kubelet is alive. */
export function isReady(node: NodeRecord): Promise<boolean> {
  return listens(node.address, PORTS.kubelet);
}

/** The lease that a living kubelet renews: here at every look, in k3s every ten seconds. */
export async function leaseObject(node: NodeRecord): Promise<KubeObject> {
  const renewTime = (await isReady(node)) ? new Date().toISOString() : node.created;
  return {
    apiVersion: "coordination.k8s.io/v1",
    kind: "Lease",
    metadata: { name: node.name, namespace: "kube-node-lease" },
    spec: { holderIdentity: node.name, renewTime },
  };
}

/** The Node object as the API shows it. */
export async function nodeObject(node: NodeRecord): Promise<KubeObject> {
  const ready = await isReady(node);
  const cordon = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" };
  const taints = [...node.taints, ...(node.unschedulable ? [cordon] : [])];
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: node.name, labels: node.labels, annotations: node.annotations, creationTimestamp: node.created },
    spec: {
      ...(taints.length > 0 && { taints }),
      ...(node.unschedulable && { unschedulable: true }),
    },
    status: {
      addresses: [
        { type: "InternalIP", address: node.address },
        ...(node.externalAddress === undefined ? [] : [{ type: "ExternalIP", address: node.externalAddress }]),
        { type: "Hostname", address: node.name },
      ],
      conditions: [
        ready
          ? { type: "Ready", status: "True", reason: "KubeletReady", message: "kubelet is posting ready status" }
          : {
              type: "Ready",
              status: "Unknown",
              reason: "NodeStatusUnknown",
              message: "Kubelet stopped posting node status.",
            },
      ],
      nodeInfo: { kubeletVersion: node.version, osImage: "Debian GNU/Linux 12 (throwaway)", architecture: "amd64" },
    },
  };
}
