import { z } from "zod";
import type { Common } from "./common";
import { field } from "./field";
import { cidr, host, hostKey, httpUrl, k3sVersion, port, sha256, userName } from "./formats";
import { disable, node, nodes, HOST_KEY_EXAMPLE } from "./k3s-node";
import { registries } from "./k3s-registries";
import { snapshots } from "./k3s-snapshots";

/** Ranges of k3s itself, used when the environment names none. */
export const DEFAULT_POD_CIDR = "10.42.0.0/16";
export const DEFAULT_SERVICE_CIDR = "10.43.0.0/16";

const ssh = z.strictObject({
  user: field(
    userName(),
    "the user that connects, root or one with sudo without a password; root by default",
    "ubuntu",
  ).default("root"),
  port: field(port(), "the SSH port; 22 by default", 22).default(22),
  timeoutSeconds: field(z.int().min(1).max(3600), "seconds to wait for a connection; 60 by default", 60).default(60),
  bastion: field(
    z
      .strictObject({
        host: field(host(), "the host name or IPv4 address of the jump host", "bastion.example.org"),
        port: field(port(), "the jump host's SSH port; 22 by default", 22).default(22),
        user: field(userName().optional(), "the user on the jump host; that of the nodes by default", "jump"),
        hostKey: field(hostKey(), "the jump host's SSH host key", HOST_KEY_EXAMPLE),
      })
      .optional(),
    "a jump host through which the nodes are reached",
  ),
});

const cluster = z.strictObject({
  version: field(
    k3sVersion(),
    "the exact k3s version; nodes are upgraded one at a time when it changes",
    "v1.35.4+k3s1",
  ),
  endpoint: field(
    host().optional(),
    "the host name or IPv4 address (DNS name, load balancer, virtual IP) of the API server; required from 3 servers on",
    "k3s.staging.example.org",
  ),
  servers: field(
    nodes(node).refine((map) => Object.keys(map).length > 0, "has no server; at least one is needed."),
    "servers (control plane and etcd) by Kubernetes node name; an odd number",
  ),
  agents: field(nodes(node), "agents (workers) by Kubernetes node name").default({}),
  ssh: field(ssh, "how the nodes are reached").prefault({}),
  mirror: field(
    httpUrl().optional(),
    "base address that serves <version>/k3s and the like in place of GitHub's releases; http:// only with checksums",
    "https://mirror.example.org/k3s",
  ),
  checksums: field(
    z
      .strictObject({
        amd64: field(sha256().optional(), "SHA-256 of the k3s binary for x86-64, in hexadecimal"),
        arm64: field(sha256().optional(), "SHA-256 of the k3s binary for ARM, in hexadecimal"),
      })
      .optional(),
    "checksums of the k3s binary by architecture; by default those that the release publishes",
  ),
  tlsSans: field(z.array(host()), "further names and addresses in the API server's certificate", [
    "k3s.example.org",
  ]).default([]),
  podCidr: field(cidr(), `the IPv4 range of pods; ${DEFAULT_POD_CIDR} by default`, DEFAULT_POD_CIDR).default(
    DEFAULT_POD_CIDR,
  ),
  serviceCidr: field(
    cidr(),
    `the IPv4 range of services; ${DEFAULT_SERVICE_CIDR} by default`,
    DEFAULT_SERVICE_CIDR,
  ).default(DEFAULT_SERVICE_CIDR),
  flannelBackend: field(
    z.enum(["wireguard-native", "vxlan", "host-gw"]),
    "how pods of different nodes reach each other; wireguard-native (encrypted) by default",
    "wireguard-native",
  ).default("wireguard-native"),
  disable,
  registries: field(registries.optional(), "mirrors and logins for container images (k3s's registries.yaml)"),
  snapshots: field(snapshots, "scheduled snapshots of etcd").prefault({}),
  drainTimeoutSeconds: field(
    z.int().min(1).max(86400),
    "seconds that a node's pods have to leave it; 300 by default",
    300,
  ).default(300),
});

/** An environment on machines that are reached by SSH. */
export const k3s = (common: Common) =>
  z.strictObject({
    kind: field(z.literal("k3s"), "k3s on machines reached by SSH"),
    ...common,
    cluster: field(cluster, "the k3s cluster"),
  });
