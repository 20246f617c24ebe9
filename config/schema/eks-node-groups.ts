import { z } from "zod";
import { field } from "./field";
import { names, slug } from "./formats";
import { labels, taints } from "./node-labels";

/** Images of AWS for nodes, by EKS's own names. */
export const AMI_TYPES = [
  "AL2023_x86_64_STANDARD",
  "AL2023_ARM_64_STANDARD",
  "AL2023_x86_64_NVIDIA",
  "AL2023_ARM_64_NVIDIA",
  "BOTTLEROCKET_x86_64",
  "BOTTLEROCKET_ARM_64",
  "BOTTLEROCKET_x86_64_NVIDIA",
  "BOTTLEROCKET_ARM_64_NVIDIA",
] as const;

const size = () => z.int().min(0).max(450);

const nodeGroup = z.strictObject({
  instanceTypes: field(
    names(z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/, "is not an instance type such as m7g.large.")).min(1),
    "instance types of one architecture; several of like size give spot more to choose from",
    ["m7g.large"],
  ),
  amiType: field(
    z.enum(AMI_TYPES),
    "the nodes' image: Amazon Linux 2023 or Bottlerocket, for the processor and GPU of the instance types",
    "BOTTLEROCKET_ARM_64",
  ),
  capacityType: field(
    z.enum(["ON_DEMAND", "SPOT"]),
    "how instances are bought: ON_DEMAND (the default), or SPOT, which costs less and may be taken away",
    "SPOT",
  ).default("ON_DEMAND"),
  minSize: field(size(), "the least number of nodes", 2),
  maxSize: field(size(), "the greatest number of nodes", 6),
  desiredSize: field(
    size().optional(),
    "nodes to begin with; the least number by default. Later an autoscaler decides, and Terraform leaves it alone",
    3,
  ),
  diskSizeGiB: field(
    z.int().min(20).max(16384),
    "GiB of each node's encrypted volume for images, logs and files of pods; 50 by default",
    50,
  ).default(50),
  labels,
  taints,
  zones: field(
    names(z.string().regex(/^[a-z]$/, "is not the letter of an availability zone, such as a.")).optional(),
    "zones that the group spans; all of the network by default, and then a zone that joins makes the group anew",
    ["a"],
  ),
  maxUnavailablePercentage: field(
    z.int().min(1).max(100),
    "the percentage of nodes that an update takes away at once; 33 by default",
    33,
  ).default(33),
  releaseVersion: field(
    z
      .string()
      .regex(/^\d+\.\d+\.\d+-[0-9a-f]{8}$/, "is not a release of an image such as 1.35.4-20261105.")
      .optional(),
    "the exact release of the image; the newest at the time of the last change by default",
    "1.35.4-20261105",
  ),
});

/** Groups of machines that EKS manages, by name. */
export const nodeGroups = z.record(slug(), nodeGroup);
