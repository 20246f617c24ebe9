import { HOST_KEY, k3s, node } from "../files";
import type { WrongCase } from "./wrong-case";

/** Machines. */
export const NODES: readonly WrongCase[] = [
  {
    name: "an IPv4 address out of range",
    yaml: k3s({}, { servers: `{ server-1: { address: 10.0.0.300, hostKey: ${HOST_KEY} } }` }),
    message: 'environments/staging.yaml:8:35  cluster.servers.server-1.address: "10.0.0.300" is not an IPv4 address.',
  },
  {
    name: "a host name where an address is needed",
    yaml: k3s({}, { servers: `{ server-1: { address: one.example.org, hostKey: ${HOST_KEY} } }` }),
    message:
      'environments/staging.yaml:8:35  cluster.servers.server-1.address: "one.example.org" is not an IPv4 address.',
  },
  {
    name: "a port out of range",
    yaml: k3s({}, { servers: `{ server-1: ${node(11, ", port: 70000")} }` }),
    message:
      "environments/staging.yaml:8:144  cluster.servers.server-1.port: 70000 is too large; the most allowed is 65535.",
  },
  {
    name: "a port of zero",
    yaml: k3s({}, { ssh: "{ port: 0 }" }),
    message: "environments/staging.yaml:9:16  cluster.ssh.port: 0 is too small; the least allowed is 1.",
  },
  {
    name: "a private SSH key, which is not repeated",
    yaml: k3s(
      {},
      { servers: '{ server-1: { address: 192.0.2.11, hostKey: "-----BEGIN OPENSSH PRIVATE KEY----- b3Blbn" } }' },
    ),
    message:
      'environments/staging.yaml:8:56  cluster.servers.server-1.hostKey: "-----BEGIN OPENSSH PRIVATE KEY-----…" is a private key. Remove it from this file, make a new host key on the node, and write its public half here.',
  },
  {
    name: "an SSH host key of another type",
    yaml: k3s({}, { servers: "{ server-1: { address: 192.0.2.11, hostKey: ssh-dss AAAAB3NzaC1kc3M } }" }),
    message:
      'environments/staging.yaml:8:56  cluster.servers.server-1.hostKey: "ssh-dss AAAAB3NzaC1kc3M" is not an SSH host key of the form "ecdsa-sha2-nistp256 AAAA…"; read it with: ssh-keyscan -t ecdsa <address>.',
  },
  {
    name: "a fingerprint in place of a host key",
    yaml: k3s({}, { servers: "{ server-1: { address: 192.0.2.11, hostKey: SHA256:uNiVztksCsDhcc0u9e8BrqXD } }" }),
    message:
      'environments/staging.yaml:8:56  cluster.servers.server-1.hostKey: "SHA256:uNiVztksCsDhcc0u9e8BrqXD" is not an SSH host key of the form "ecdsa-sha2-nistp256 AAAA…"; read it with: ssh-keyscan -t ecdsa <address>.',
  },
  {
    name: "a truncated SSH host key",
    yaml: k3s({}, { servers: "{ server-1: { address: 192.0.2.11, hostKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA } }" }),
    message:
      'environments/staging.yaml:8:56  cluster.servers.server-1.hostKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA" is not a whole ssh-ed25519 public key; read it with: ssh-keyscan -t ecdsa <address>.',
  },
  {
    name: "a node name that Kubernetes refuses",
    yaml: k3s({}, { servers: `{ Server_1: ${node(11)} }` }),
    message:
      'environments/staging.yaml:8:14  cluster.servers.Server_1: "Server_1" is not a node name: at most 63 lower-case letters, digits and hyphens, no hyphen first or last.',
  },
  {
    name: "a cluster without servers",
    yaml: k3s({}, { servers: "{}" }),
    message: "environments/staging.yaml:8:12  cluster.servers: this map has no server; at least one is needed.",
  },
  {
    name: "a label that Kubernetes reserves",
    yaml: k3s({}, { servers: `{ server-1: ${node(11, ", labels: { node-role.kubernetes.io/worker: x }")} }` }),
    message:
      'environments/staging.yaml:8:148  cluster.servers.server-1.labels["node-role.kubernetes.io/worker"]: "node-role.kubernetes.io/worker" is reserved by Kubernetes, which does not let a node set it; use a domain of your own.',
  },
  {
    name: "a label key with a space",
    yaml: k3s({}, { servers: `{ server-1: ${node(11, ", labels: { my disk: ssd }")} }` }),
    message:
      'environments/staging.yaml:8:148  cluster.servers.server-1.labels["my disk"]: "my disk" is not a Kubernetes label key such as disk or example.org/disk.',
  },
  {
    name: "a label value with a space",
    yaml: k3s({}, { servers: `{ server-1: ${node(11, ", labels: { disk: very fast }")} }` }),
    message:
      'environments/staging.yaml:8:154  cluster.servers.server-1.labels.disk: "very fast" is not a label value: at most 63 letters, digits, hyphens, underscores and dots, a letter or digit first and last.',
  },
  {
    name: "a taint of unknown effect",
    yaml: k3s({}, { servers: `{ server-1: ${node(11, ", taints: { gpu: { effect: noSchedule } }")} }` }),
    message:
      'environments/staging.yaml:8:163  cluster.servers.server-1.taints.gpu.effect: "noSchedule" is not allowed; one of NoSchedule, PreferNoSchedule, NoExecute. Did you mean "NoSchedule"?',
  },
  {
    name: "a GPU of an unknown maker",
    yaml: k3s({}, { servers: `{ server-1: ${node(11, ", gpu: amd")} }` }),
    message: 'environments/staging.yaml:8:143  cluster.servers.server-1.gpu: "amd" is not allowed; only nvidia is.',
  },
];
