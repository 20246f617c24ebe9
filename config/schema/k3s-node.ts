import { z } from "zod";
import { field } from "./field";
import { hostKey, ipv4, nodeName, port, userName } from "./formats";
import { labels, taints } from "./node-labels";

export const HOST_KEY_EXAMPLE = "ecdsa-sha2-nistp256 AAAA…";

/** One machine of a k3s cluster. */
export const node = z.strictObject({
  address: field(ipv4(), "the IPv4 address at which the node is reached by SSH", "192.0.2.11"),
  privateAddress: field(
    ipv4().optional(),
    "the IPv4 address that the nodes use among themselves; the address by default",
    "10.0.0.11",
  ),
  hostKey: field(hostKey(), "the node's SSH host key (ssh-keyscan -t ecdsa <address>)", HOST_KEY_EXAMPLE),
  user: field(userName().optional(), "the user that connects; that of cluster.ssh by default", "ubuntu"),
  port: field(port().optional(), "the SSH port; that of cluster.ssh by default", 22),
  labels,
  taints,
  gpu: field(z.enum(["nvidia"]).optional(), "the maker of the node's GPU: nvidia", "nvidia"),
});

export const nodes = <Schema extends z.ZodType>(schema: Schema) => z.record(nodeName(), schema);

/** Components that come with k3s and can be left out; shared with k3d, which runs the same k3s. */
export const disable = field(
  z.array(z.enum(["coredns", "servicelb", "traefik", "local-storage", "metrics-server", "runtimes"])),
  "components packaged with k3s that are left out; traefik by default",
  ["traefik"],
).default(["traefik"]);
