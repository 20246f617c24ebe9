import { z } from "zod";
import type { Common } from "./common";
import { field } from "./field";
import { k3sVersion, port } from "./formats";
import { disable } from "./k3s-node";

const cluster = z.strictObject({
  version: field(k3sVersion(), "the exact k3s version of the nodes' image", "v1.35.4+k3s1"),
  digest: field(
    z
      .string()
      .regex(/^sha256:[0-9a-f]{64}$/, "is not the digest of an image: sha256: and 64 hexadecimal digits.")
      .optional(),
    "the digest of the nodes' image",
  ),
  servers: field(z.int().min(1).max(7), "number of servers; 1 by default", 1).default(1),
  agents: field(z.int().min(0).max(20), "number of agents; none by default", 0).default(0),
  apiPort: field(port(), "the port of the API server on this machine; 6550 by default", 6550).default(6550),
  registryPort: field(port(), "the port of the local registry on this machine; 5001 by default", 5001).default(5001),
  ports: field(
    z.array(
      z
        .string()
        .regex(
          /^((\d{1,3}\.){3}\d{1,3}:)?\d{1,5}:\d{1,5}(\/(tcp|udp))?@(loadbalancer|(server|agent):([\d,-]+|\*)(:direct)?)$/,
          'is not a port mapping such as "8080:80@loadbalancer".',
        ),
    ),
    "ports of this machine that lead into the cluster, as k3d writes them",
    ["8080:80@loadbalancer"],
  ).default([]),
  disable,
});

/** An environment on a laptop: k3s in containers. */
export const k3d = (common: Common) =>
  z.strictObject({
    kind: field(z.literal("k3d"), "k3s in containers on this machine, by k3d"),
    ...common,
    cluster: field(cluster, "the k3d cluster"),
  });
