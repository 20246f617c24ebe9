import { eks } from "../files";
import type { WrongCase } from "./wrong-case";

/** A network with some of its keys changed. */
function network(more: string, zones = "{ a: { slot: 0 }, b: { slot: 1 } }", cidr = "10.20.0.0/16"): string {
  return `{ vpc: new, cidr: ${cidr}, zones: ${zones}${more} }`;
}

/** An EKS environment's network: a new one, or one that exists. */
export const EKS_NETWORK: readonly WrongCase[] = [
  {
    name: "no network",
    yaml: eks({ network: undefined }),
    message:
      "environments/staging.yaml:1:1  network: is missing: the network that the cluster lives in: a new one, or one that exists.",
  },
  {
    name: "a network that does not say whether it exists",
    yaml: eks({ network: "{ cidr: 10.20.0.0/16, zones: { a: { slot: 0 }, b: { slot: 1 } } }" }),
    message: "environments/staging.yaml:7:1  network.vpc: is missing; one of new, existing.",
  },
  {
    name: "a network of another kind",
    yaml: eks({ network: "{ vpc: exists, cidr: 10.20.0.0/16, zones: {} }" }),
    message: 'environments/staging.yaml:7:17  network.vpc: "exists" is not allowed; one of new, existing.',
  },
  {
    name: "a network that is larger than AWS allows",
    yaml: eks({ network: network("", undefined, "10.0.0.0/15") }),
    message:
      'environments/staging.yaml:7:28  network.cidr: "10.0.0.0/15" is larger than AWS lets a network be; a /16 is the largest.',
  },
  {
    name: "a network that is too small for its zones",
    yaml: eks({ network: network("", undefined, "10.20.0.0/21") }),
    message:
      'environments/staging.yaml:7:28  network.cidr: "10.20.0.0/21" is too small for 8 zones with private, public and intra subnets; a /20 is the smallest.',
  },
  {
    name: "a network whose host bits are set",
    yaml: eks({ network: network("", undefined, "10.20.0.1/16") }),
    message:
      'environments/staging.yaml:7:28  network.cidr: "10.20.0.1/16" is not the beginning of its range; write 10.20.0.0/16.',
  },
  {
    name: "a network that is no range",
    yaml: eks({ network: network("", undefined, "10.20.0.0") }),
    message: 'environments/staging.yaml:7:28  network.cidr: "10.20.0.0" is not an IPv4 range such as 10.42.0.0/16.',
  },
  {
    name: "zones that are a list",
    yaml: eks({ network: network("", "[a, b]") }),
    message: "environments/staging.yaml:7:49  network.zones: is a list; a map of keys and values is needed.",
  },
  {
    name: "a zone by its whole name",
    yaml: eks({ network: network("", "{ a: { slot: 0 }, eu-central-1b: { slot: 1 } }") }),
    message:
      'environments/staging.yaml:7:67  network.zones.eu-central-1b: "eu-central-1b" is not the letter of an availability zone, such as a.',
  },
  {
    name: "zones without slots",
    yaml: eks({ network: network("", "{ a: { slot: 0 }, b: {}, c: { slot: 1 } }") }),
    message:
      "environments/staging.yaml:7:70  network.zones.b: this map has no slot, which decides its addresses for good; write slot: 2, the next free one.",
  },
  {
    name: "a zone without anything",
    yaml: eks({ network: network("", "{ a: { slot: 0 }, b: , c: { slot: 1 } }") }),
    message:
      "environments/staging.yaml:7:70  network.zones.b: has no value. Write one, or delete the key: no profile gives it a value that null could remove.",
  },
  {
    name: "two zones with one slot",
    yaml: eks({ network: network("", "{ a: { slot: 0 }, b: { slot: 0 }, c: { slot: 2 } }") }),
    message:
      "environments/staging.yaml:7:78  network.zones.b.slot: 0 is the slot of zone a, whose addresses it would take; write slot: 1, the next free one.",
  },
  {
    name: "two zones with one slot where none is free",
    yaml: eks({
      network: network(
        "",
        `{ ${"abcdefgh"
          .split("")
          .map((zone, slot) => `${zone}: { slot: ${String(slot)} }`)
          .join(", ")}, i: { slot: 7 } }`,
      ),
    }),
    message:
      "environments/staging.yaml:7:190  network.zones.i.slot: 7 is the slot of zone h, whose addresses it would take; all 8 are taken.",
  },
  {
    name: "a slot that there is not",
    yaml: eks({ network: network("", "{ a: { slot: 0 }, b: { slot: 8 } }") }),
    message: "environments/staging.yaml:7:78  network.zones.b.slot: 8 is too large; the most allowed is 7.",
  },
  {
    name: "a way out that there is not",
    yaml: eks({ network: network(", nat: perzone") }),
    message:
      'environments/staging.yaml:7:90  network.nat: "perzone" is not allowed; one of single, per-zone, none. Did you mean "per-zone"?',
  },
  {
    name: "flow logs to another place",
    yaml: eks({ network: network(", flowLogs: { destination: kinesis }") }),
    message:
      'environments/staging.yaml:7:110  network.flowLogs.destination: "kinesis" is not allowed; one of cloudwatch, s3.',
  },
  {
    name: "flow logs for as long as CloudWatch can't keep them",
    yaml: eks({ network: network(", flowLogs: { retentionDays: 100 }") }),
    message:
      "environments/staging.yaml:7:112  network.flowLogs.retentionDays: 100 is nothing CloudWatch can keep; one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653.",
  },
  {
    name: "an endpoint by its whole name",
    yaml: eks({ network: network(", endpoints: [com.amazonaws.eu-central-1.ecr.api]") }),
    message:
      'environments/staging.yaml:7:97  network.endpoints[0]: "com.amazonaws.eu-central-1.ecr.api" is not the short name of a service such as ecr.api.',
  },
  {
    name: "an endpoint that is named twice",
    yaml: eks({ network: network(", endpoints: [ecr.api, ecr.api]") }),
    message: 'environments/staging.yaml:7:106  network.endpoints[1]: "ecr.api" is named twice in this list.',
  },
  {
    name: "a range for pods that is too large",
    yaml: eks({ network: network(", podCidr: 100.64.0.0/10") }),
    message:
      'environments/staging.yaml:7:94  network.podCidr: "100.64.0.0/10" is larger than AWS lets a network be; a /16 is the largest.',
  },
  {
    name: "ids of another kind in a network that exists",
    yaml: eks({
      network:
        "{ vpc: existing, id: subnet-0a1b2c3d, cidr: 10.20.0.0/16, zones: { a: { private: vpc-0a1b2c3d }, b: { private: subnet-0a1b2c3e } } }",
    }),
    message: `environments/staging.yaml:7:31  network.id: "subnet-0a1b2c3d" is not the id of a VPC such as vpc-0a1b2c3d4e5f60718.
environments/staging.yaml:7:91  network.zones.a.private: "vpc-0a1b2c3d" is not the id of a subnet such as subnet-0a1b2c3d4e5f60718.`,
  },
  {
    name: "a network that exists, with what only a new one has",
    yaml: eks({
      network:
        "{ vpc: existing, id: vpc-0a1b2c3d, cidr: 10.20.0.0/16, nat: single, zones: { a: { slot: 0 }, b: { private: subnet-0a1b2c3e } } }",
    }),
    message: `environments/staging.yaml:7:65  network.nat: unknown key. Allowed here: cidr, id, vpc, zones.
environments/staging.yaml:7:87  network.zones.a.private: is missing: the subnet of nodes and pods. Write for example "private: subnet-0a1b2c3d4e5f60718".
environments/staging.yaml:7:92  network.zones.a.slot: unknown key. Allowed here: intra, private, public.`,
  },
  {
    name: "one subnet for two zones in a network that exists",
    yaml: eks({
      network:
        "{ vpc: existing, id: vpc-0a1b2c3d, cidr: 10.20.0.0/16, zones: { a: { private: subnet-0a1b2c3d }, b: { private: subnet-0a1b2c3e, public: subnet-0a1b2c3d } } }",
    }),
    message:
      'environments/staging.yaml:7:146  network.zones.b.public: "subnet-0a1b2c3d" is the subnet of zones.a.private already.',
  },
  {
    name: "subnets of the control plane in some zones of a network that exists",
    yaml: eks({
      network:
        "{ vpc: existing, id: vpc-0a1b2c3d, cidr: 10.20.0.0/16, zones: { a: { private: subnet-0a1b2c3d, intra: subnet-0a1b2c3f }, b: { private: subnet-0a1b2c3e } } }",
    }),
    message:
      "environments/staging.yaml:7:134  network.zones.b: this map has no intra subnet, and zone a has one; give one to every zone, or to none.",
  },
];
