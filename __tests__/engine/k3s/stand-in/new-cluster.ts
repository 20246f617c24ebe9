import { randomBytes } from "node:crypto";
import { makeAuthority } from "./certificates";
import type { Settings } from "./config";
import { criticalSettings } from "./critical";
import type { ClusterState } from "./state";
import { hash } from "./token";

/** What a cluster holds when it begins. */
export function newCluster(settings: Settings, password: string, first: ClusterState["members"][number]): ClusterState {
  const critical = criticalSettings(settings);
  const namespaces = ["default", "kube-system", "kube-public", "kube-node-lease"];
  return {
    id: randomBytes(8).toString("hex"),
    authority: makeAuthority(),
    tokenHash: hash(password),
    agentTokenHash: critical["agent-token"] ?? "",
    critical,
    members: [first],
    nodes: [],
    nodePasswords: {},
    pods: [],
    objects: namespaces.map((name) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } })),
    addons: {},
    charts: {},
    hadQuorum: true,
  };
}

/** A name for a member: never the same twice, as etcd wants it. */
export function newMemberName(node: string): string {
  return `${node}-${randomBytes(4).toString("hex")}`;
}
