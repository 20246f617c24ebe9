import type { K3sClusterProps } from "../../../constructs/k3s/cluster-props";
import type { K3sNode } from "../../../constructs/k3s/node";

/** A node for tests; the number makes its address. */
export function node(name: string, number: number, over: Partial<K3sNode> = {}): K3sNode {
  return {
    name,
    role: name.startsWith("agent") ? "agent" : "server",
    address: `192.0.2.${String(number)}`,
    privateAddress: `10.0.0.${String(number)}`,
    hostKey: `ecdsa-sha2-nistp256 AAAA${String(number)}`,
    user: "ubuntu",
    port: 22,
    labels: {},
    taints: {},
    ...over,
  };
}

/** Three servers and two agents, in an order that is none. */
export const NODES = [
  node("agent-2", 22),
  node("server-10", 20),
  node("server-2", 12),
  node("agent-1", 21),
  node("server-1", 11),
];

/** A cluster for tests. */
export function clusterProps(over: Partial<K3sClusterProps> = {}): K3sClusterProps {
  return {
    owner: "example/staging",
    version: "v1.35.4+k3s1",
    nodes: NODES,
    endpoint: "k3s.example.org",
    sshTimeoutSeconds: 60,
    tlsSans: [],
    podCidr: "10.42.0.0/16",
    serviceCidr: "10.43.0.0/16",
    flannelBackend: "wireguard-native",
    disable: ["traefik"],
    snapshots: { schedule: "0 */12 * * *", retention: 5 },
    drainTimeoutSeconds: 300,
    secrets: { token: "var.k3s_token" },
    ...over,
  };
}
