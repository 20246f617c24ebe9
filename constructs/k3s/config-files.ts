import { stringify } from "yaml";
import type { K3sClusterProps } from "./cluster-props";
import { FILES, nodeHardening, serverHardening } from "./hardening";
import { hardeningFiles } from "./hardening-files";
import { internalAddress, nodeLabels, nodeRuntime, nodeTaints, rolloutOrder, taintText, type K3sNode } from "./node";
import { systemdUnit } from "./systemd-unit";

/** Where the secrets lie on a node, each readable by root only. */
export const SECRET_FILES = {
  token: "/etc/rancher/k3s/token",
  agentToken: "/etc/rancher/k3s/agent-token",
  snapshots: "/etc/rancher/k3s/config.yaml.d/50-snapshots.yaml",
  registries: "/etc/rancher/k3s/registries.yaml",
} as const;

/** k3s reads these once, when a node registers; later changes go through the API, so they don't restart a node. */
export const REGISTRATION_FILE = "/etc/rancher/k3s/config.yaml.d/10-registration.yaml";

/** The port of k3s's API and supervisor. */
export const API_PORT = 6443;

/** All files of a node that hold no secret, by path: what a rollout is triggered by, and what it puts there. */
export function nodeFiles(cluster: K3sClusterProps, node: K3sNode): Readonly<Record<string, string>> {
  return {
    [FILES.config]: stringify(node.role === "server" ? serverConfig(cluster, node) : agentConfig(cluster, node), {
      lineWidth: 0,
    }),
    ...hardeningFiles(node.role),
    ...(cluster.registries &&
      !cluster.secrets.registryCredentials && { [SECRET_FILES.registries]: stringify(cluster.registries) }),
    [systemdUnit(node.role).path]: systemdUnit(node.role).text,
  };
}

/** Labels and taints with which a node registers. */
export function registrationConfig(node: K3sNode): string {
  return stringify({
    "node-label": Object.entries(nodeLabels(node)).map(([key, value]) => `${key}=${value}`),
    "node-taint": Object.entries(nodeTaints(node)).map(([key, taint]) => taintText(key, taint)),
  });
}

/** Where agents and further servers join: the endpoint, or the only server. */
export function joinAddress(cluster: K3sClusterProps): string {
  const [first] = rolloutOrder(cluster.nodes);
  if (!first) throw new Error("A k3s cluster needs at least one server.");
  return cluster.endpoint ?? internalAddress(first);
}

function commonConfig(node: K3sNode): Record<string, unknown> {
  const runtime = nodeRuntime(node);
  return {
    "node-name": node.name,
    "node-ip": internalAddress(node),
    ...(node.privateAddress && node.privateAddress !== node.address && { "node-external-ip": node.address }),
    ...(runtime && { "default-runtime": runtime }),
    ...nodeHardening(),
  };
}

function agentConfig(cluster: K3sClusterProps, node: K3sNode): Record<string, unknown> {
  return {
    ...commonConfig(node),
    server: `https://${joinAddress(cluster)}:${String(API_PORT)}`,
    "token-file": SECRET_FILES.agentToken,
  };
}

function serverConfig(cluster: K3sClusterProps, node: K3sNode): Record<string, unknown> {
  const { snapshots } = cluster;
  const names = [cluster.endpoint, node.address, node.privateAddress, ...cluster.tlsSans];
  return {
    ...commonConfig(node),
    "token-file": SECRET_FILES.token,
    "agent-token-file": SECRET_FILES.agentToken,
    // Without it k3s advertises the external address, and agents would reach the API from outside.
    "advertise-address": internalAddress(node),
    "tls-san": [...new Set(names.filter((name) => name !== undefined))],
    "cluster-cidr": cluster.podCidr,
    "service-cidr": cluster.serviceCidr,
    "cluster-dns": tenthAddress(cluster.serviceCidr),
    "flannel-backend": cluster.flannelBackend,
    ...(cluster.disable.length > 0 && { disable: [...cluster.disable].sort() }),
    "etcd-snapshot-schedule-cron": snapshots.schedule,
    "etcd-snapshot-retention": snapshots.retention,
    ...(snapshots.s3 && {
      "etcd-s3": true,
      "etcd-s3-bucket": snapshots.s3.bucket,
      "etcd-s3-region": snapshots.s3.region,
      ...(snapshots.s3.endpoint && { "etcd-s3-endpoint": snapshots.s3.endpoint }),
      ...(snapshots.s3.folder && { "etcd-s3-folder": snapshots.s3.folder }),
    }),
    ...serverHardening(),
  };
}

/** The cluster's DNS service has the tenth address of the service range, as in k3s's default. */
export function tenthAddress(cidr: string): string {
  const octets = (cidr.split("/")[0] ?? "").split(".").map(Number);
  const number = octets.reduce((sum, octet) => sum * 256 + octet, 0) + 10;
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}
