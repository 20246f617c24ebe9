import type { Rule } from "../rule";

/** K3S-01 */
export const evenServers: Rule = {
  id: "K3S-01",
  title: "a cluster has an odd number of servers",
  benchmark: "etcd FAQ: odd number of cluster members",
  reason:
    "etcd needs more than half of its members. An even number bears no more losses than the odd number below it, and one machine more can fail.",
  remedy: "add or remove one server. While a cluster shrinks from 3 servers to 1, write an exception.",
  check: ({ environment }) => {
    if (environment?.kind !== "k3s") return [];
    const servers = Object.keys(environment.cluster.servers);
    if (servers.length % 2 === 1) return [];
    return [{ address: "cluster.servers", found: `${String(servers.length)} servers (${servers.join(", ")}).` }];
  },
};
