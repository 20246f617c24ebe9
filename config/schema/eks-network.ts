import { z } from "zod";
import { parseCidr } from "../cidr";
import { field } from "./field";
import { cidr, names } from "./formats";
import { daysKept } from "./log-retention";

/** How many blocks a network's range is divided into; a zone takes one. */
export const ZONE_SLOTS = 8;

const zoneLetter = () => z.string().regex(/^[a-z]$/, "is not the letter of an availability zone, such as a.");

const id = (kind: "vpc" | "subnet", what: string) =>
  z
    .string()
    .regex(new RegExp(`^${kind}-[0-9a-f]{8,17}$`), `is not the id of ${what} such as ${kind}-0a1b2c3d4e5f60718.`);

/** A range from which subnets of every zone are cut. */
const networkRange = () =>
  cidr().superRefine((value, context) => {
    const bits = parseCidr(value)?.bits;
    if (bits === undefined || (bits >= 16 && bits <= 20)) return;
    const message =
      bits < 16
        ? "is larger than AWS lets a network be; a /16 is the largest."
        : `is too small for ${ZONE_SLOTS} zones with private, public and intra subnets; a /20 is the smallest.`;
    context.addIssue({ code: "custom", message });
  });

const zone = z.strictObject({
  slot: field(
    z
      .int()
      .min(0)
      .max(ZONE_SLOTS - 1)
      .optional(),
    `which eighth of the range the zone's subnets are cut from, 0 to ${ZONE_SLOTS - 1}; it never changes, and no other zone has it`,
    0,
  ),
});

/** Zones by letter; each has a slot of its own, so that their order never matters and adding one moves no address. */
const zones = z
  .record(zoneLetter(), zone)
  .superRefine((map, context) => {
    const taken = new Map<number, string>();
    const free = (): string => {
      const used = new Set(Object.values(map).map(({ slot }) => slot));
      const next = Array.from({ length: ZONE_SLOTS }, (_, slot) => slot).find((slot) => !used.has(slot));
      return next === undefined ? `all ${ZONE_SLOTS} are taken` : `write slot: ${next}, the next free one`;
    };
    for (const [letter, { slot }] of Object.entries(map)) {
      if (slot === undefined) {
        const message = `has no slot, which decides its addresses for good; ${free()}.`;
        context.addIssue({ code: "custom", path: [letter], message });
        continue;
      }
      const owner = taken.get(slot);
      if (owner === undefined) taken.set(slot, letter);
      else {
        const message = `is the slot of zone ${owner}, whose addresses it would take; ${free()}.`;
        context.addIssue({ code: "custom", path: [letter, "slot"], message });
      }
    }
  })
  .transform((map) => Object.fromEntries(Object.entries(map).map(([letter, { slot = 0 }]) => [letter, { slot }])));

const flowLogs = z.strictObject({
  destination: field(
    z.enum(["cloudwatch", "s3"]),
    "where the network's flow logs go: cloudwatch (the default), or s3, which costs less for much traffic",
    "cloudwatch",
  ).default("cloudwatch"),
  retentionDays: daysKept("flow logs"),
});

const made = z.strictObject({
  vpc: field(z.literal("new"), "the environment's own network is made"),
  cidr: field(networkRange(), "the IPv4 range of the network, a /16 to a /20; it never changes", "10.20.0.0/16"),
  zones: field(zones, "availability zones by their letter, each with the slot that its addresses come from"),
  nat: field(
    z.enum(["single", "per-zone", "none"]),
    "NAT gateways: single (the default; when its zone is lost, all zones lose their way out), per-zone, or none",
    "per-zone",
  ).default("single"),
  podCidr: field(
    networkRange().optional(),
    "a second range that pods take their addresses from; the private subnets by default",
    "100.64.0.0/16",
  ),
  endpoints: field(
    names(
      z
        .string()
        .regex(
          /^(?!(com|aws)\.)[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*$/,
          "is not the short name of a service such as ecr.api.",
        ),
    ),
    "services of AWS that are reached inside the network, each at a price; S3 and DynamoDB always are, free of charge",
    ["ecr.api", "ecr.dkr"],
  ).default([]),
  flowLogs: field(flowLogs, "the record of who spoke with whom").prefault({}),
});

/** The subnets of a network that exists, by zone. */
const subnets = z
  .record(
    zoneLetter(),
    z.strictObject({
      private: field(id("subnet", "a subnet"), "the subnet of nodes and pods", "subnet-0a1b2c3d4e5f60718"),
      public: field(id("subnet", "a subnet").optional(), "the subnet of load balancers that the internet reaches"),
      intra: field(id("subnet", "a subnet").optional(), "the subnet of the control plane; the private one by default"),
    }),
  )
  .superRefine((map, context) => {
    const owners = new Map<string, string>();
    const zones = Object.entries(map);
    const withIntra = zones.filter(([, { intra }]) => intra !== undefined).map(([letter]) => letter);
    for (const [letter, kinds] of zones) {
      for (const [kind, subnet] of Object.entries(kinds)) {
        const owner = owners.get(subnet);
        owners.set(subnet, `zones.${letter}.${kind}`);
        if (owner === undefined) continue;
        context.addIssue({ code: "custom", path: [letter, kind], message: `is the subnet of ${owner} already.` });
      }
      if (withIntra.length > 0 && kinds.intra === undefined) {
        const message = `has no intra subnet, and zone ${withIntra.join(", ")} has one; give one to every zone, or to none.`;
        context.addIssue({ code: "custom", path: [letter], message });
      }
    }
  });

const existing = z.strictObject({
  vpc: field(z.literal("existing"), "a network that is there already, made by somebody else"),
  id: field(id("vpc", "a VPC"), "the network's id", "vpc-0a1b2c3d4e5f60718"),
  cidr: field(cidr(), "the IPv4 range of the network", "10.20.0.0/16"),
  zones: field(subnets, "availability zones by their letter, each with its subnets"),
});

/** The network that a cluster lives in. */
export const network = z.discriminatedUnion("vpc", [made, existing]);
