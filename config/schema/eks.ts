import { z } from "zod";
import { parseCidr } from "../cidr";
import { aws } from "./aws";
import type { Common } from "./common";
import { access } from "./eks-access";
import { addOns } from "./eks-add-ons";
import { managedArgoCd } from "./eks-argo-cd";
import { autoMode } from "./eks-auto-mode";
import { awsData } from "./aws-data";
import { network } from "./eks-network";
import { nodeGroups } from "./eks-node-groups";
import { eksVersion } from "./eks-version";
import { field } from "./field";
import { cidr, names } from "./formats";
import { daysKept } from "./log-retention";

/** The range of services that EKS itself would choose beside a network in 10.0.0.0/8. */
export const DEFAULT_EKS_SERVICE_CIDR = "172.20.0.0/16";

/** The blocks of private addresses, one of which a service range lies in. */
const PRIVATE_BLOCKS: readonly string[] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/**
 * What EKS takes as the range of services.
 * Source: https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
 */
const serviceRange = () =>
  cidr().superRefine((value, context) => {
    const range = parseCidr(value);
    if (range === undefined) return;
    const refuse = (message: string): void => context.addIssue({ code: "custom", message });
    const within = PRIVATE_BLOCKS.map(parseCidr).some(
      (block) => block !== undefined && block.first <= range.first && range.last <= block.last,
    );
    if (range.bits < 12) refuse("is larger than EKS lets services be; a /12 is the largest.");
    else if (range.bits > 24) refuse("is smaller than EKS lets services be; a /24 is the smallest.");
    else if (!within) refuse(`is in none of the blocks that EKS takes services from: ${PRIVATE_BLOCKS.join(", ")}.`);
  });

const cluster = z.strictObject({
  version: field(eksVersion(), "the Kubernetes version of the control plane and the nodes", "1.35"),
  publicAccess: field(
    names(cidr()),
    "IPv4 ranges from which the API server is reached over the internet; nobody's by default",
    ["203.0.113.0/24"],
  ).default([]),
  serviceCidr: field(
    serviceRange(),
    `the IPv4 range of services, a /12 to a /24; it never changes; ${DEFAULT_EKS_SERVICE_CIDR} by default`,
    DEFAULT_EKS_SERVICE_CIDR,
  ).default(DEFAULT_EKS_SERVICE_CIDR),
  logRetentionDays: daysKept("the control plane's logs"),
  extendedSupport: field(
    z.boolean(),
    "whether the version may stay after its standard support ends, at six times the price; not by default: EKS then upgrades it",
    false,
  ).default(false),
  deletionProtection: field(
    z.boolean(),
    "whether the cluster can't be deleted; yes by default, and no before platform destroy",
    true,
  ).default(true),
  tunnel: field(
    z.boolean(),
    "whether there is an instance by which platform tunnel reaches the API inside the network; yes by default, for about 5 USD a month",
    true,
  ).default(true),
  access: field(access, "who gets into the cluster, by a name of one's own; nobody by default").default({}),
  managedArgoCd: field(
    managedArgoCd.optional(),
    "Argo CD run by AWS beside the cluster, in place of the component argo-cd; in the cluster by default",
  ),
  addOns: field(addOns, "what EKS itself runs in the cluster, each with its version"),
  nodeGroups: field(nodeGroups, "groups of machines that EKS manages, by name; none with Auto Mode alone").default({}),
  autoMode: field(
    autoMode.optional(),
    "EKS Auto Mode: EKS chooses and runs nodes, and brings load balancers and volumes; off by default",
  ),
});

/** An environment on Amazon EKS. */
export const eks = (common: Common) =>
  z.strictObject({
    kind: field(z.literal("eks"), "Kubernetes by Amazon EKS"),
    ...common,
    aws: field(aws, "the account and region of AWS"),
    network: field(network, "the network that the cluster lives in: a new one, or one that exists"),
    cluster: field(cluster, "the EKS cluster"),
    data: field(awsData, "what outlives the cluster").prefault({}),
  });
