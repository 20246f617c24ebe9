import { eks, k3s, node } from "../files";
import type { WrongCase } from "./wrong-case";

/** A network with another range. */
function network(cidr: string, more = ""): string {
  return `{ vpc: new, cidr: ${cidr}, zones: { a: { slot: 0 }, b: { slot: 1 } }${more} }`;
}

/** Ranges of an EKS environment: those that EKS refuses, and those that overlap. */
export const EKS_RANGES: readonly WrongCase[] = [
  {
    name: "services in a range that is larger than EKS allows",
    yaml: eks({}, { serviceCidr: "10.0.0.0/11" }),
    message: `environments/staging.yaml:12:16  cluster.serviceCidr: "10.0.0.0/11" is larger than EKS lets services be; a /12 is the largest.
environments/staging.yaml:12:16  cluster.serviceCidr: 10.0.0.0/11 (services) overlaps 10.20.0.0/16 (the network); choose another.`,
  },
  {
    name: "services in a range that is smaller than EKS allows",
    yaml: eks({}, { serviceCidr: "172.20.0.0/25" }),
    message:
      'environments/staging.yaml:12:16  cluster.serviceCidr: "172.20.0.0/25" is smaller than EKS lets services be; a /24 is the smallest.',
  },
  {
    name: "services in a range that is no private one",
    yaml: eks({}, { serviceCidr: "100.64.0.0/16" }),
    message:
      'environments/staging.yaml:12:16  cluster.serviceCidr: "100.64.0.0/16" is in none of the blocks that EKS takes services from: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16.',
  },
  {
    name: "services in a range that goes beyond a private one",
    yaml: eks({}, { serviceCidr: "192.160.0.0/12" }),
    message:
      'environments/staging.yaml:12:16  cluster.serviceCidr: "192.160.0.0/12" is in none of the blocks that EKS takes services from: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16.',
  },
  {
    name: "services in the network",
    yaml: eks({}, { serviceCidr: "10.20.128.0/20" }),
    message:
      "environments/staging.yaml:12:16  cluster.serviceCidr: 10.20.128.0/20 (services) overlaps 10.20.0.0/16 (the network); choose another.",
  },
  {
    name: "services that would be in the network by default",
    yaml: eks({ network: network("172.20.0.0/16") }),
    message:
      "environments/staging.yaml:7:28  cluster.serviceCidr: 172.20.0.0/16 (services, by default) overlaps 172.20.0.0/16 (the network); choose another.",
  },
  {
    name: "pods in the network and in the services",
    yaml: eks({ network: network("10.20.0.0/16", ", podCidr: 10.20.0.0/20") }, { serviceCidr: "10.20.0.0/16" }),
    message: `environments/staging.yaml:7:94   network.podCidr: 10.20.0.0/20 (pods) overlaps 10.20.0.0/16 (the network); choose another.
environments/staging.yaml:12:16  cluster.serviceCidr: 10.20.0.0/16 (services) overlaps 10.20.0.0/16 (the network); choose another.
environments/staging.yaml:12:16  cluster.serviceCidr: 10.20.0.0/16 (services) overlaps 10.20.0.0/20 (pods); choose another.`,
  },
  {
    name: "a network that a peer's pods have",
    yaml: eks({ peers: "[edge]", network: network("10.42.0.0/16") }),
    others: { "environments/edge.yaml": k3s({ domain: "edge.example.org" }) },
    message:
      "environments/staging.yaml:7:28  network.cidr: 10.42.0.0/16 (the network) overlaps 10.42.0.0/16 (pods, by default of its peer edge); choose another.",
  },
  {
    name: "a network that a peer's services have by default, and a machine in it",
    yaml: eks({ peers: "[edge]", network: network("172.20.0.0/16") }, { serviceCidr: "172.21.0.0/16" }),
    others: {
      "environments/edge.yaml": eks({ domain: "edge.example.org" }),
      "environments/site.yaml": k3s(
        { domain: "site.example.org", peers: "[staging]" },
        { servers: `{ server-1: ${node(11, ", privateAddress: 172.20.0.11")} }` },
      ),
    },
    message: `environments/site.yaml:8:154  cluster.servers.server-1.privateAddress: 172.20.0.11 (server-1) lies in 172.20.0.0/16 (the network of its peer staging); choose another.
environments/staging.yaml:7:28  network.cidr: 172.20.0.0/16 (the network) overlaps 172.20.0.0/16 (services, by default of its peer edge); choose another.`,
  },
];
