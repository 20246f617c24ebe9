import { eks } from "../files";
import type { WrongCase } from "./wrong-case";

const GENERAL = "amiType: BOTTLEROCKET_ARM_64, instanceTypes: [m7g.large], minSize: 3, maxSize: 6";

/** Groups of machines of an EKS cluster. */
export const EKS_NODE_GROUPS: readonly WrongCase[] = [
  {
    name: "a node group without instance types",
    yaml: eks(
      {},
      { nodeGroups: "{ general: { amiType: BOTTLEROCKET_ARM_64, instanceTypes: [], minSize: 3, maxSize: 6 } }" },
    ),
    message:
      "environments/staging.yaml:11:73  cluster.nodeGroups.general.instanceTypes: is an empty list; at least one value is needed.",
  },
  {
    name: "an instance type that is none",
    yaml: eks(
      {},
      { nodeGroups: "{ general: { amiType: BOTTLEROCKET_ARM_64, instanceTypes: [large], minSize: 3, maxSize: 6 } }" },
    ),
    message:
      'environments/staging.yaml:11:74  cluster.nodeGroups.general.instanceTypes[0]: "large" is not an instance type such as m7g.large.',
  },
  {
    name: "an image that is misspelt",
    yaml: eks(
      {},
      {
        nodeGroups: "{ general: { amiType: BOTTLEROCKET_ARM64, instanceTypes: [m7g.large], minSize: 3, maxSize: 6 } }",
      },
    ),
    message:
      'environments/staging.yaml:11:37  cluster.nodeGroups.general.amiType: "BOTTLEROCKET_ARM64" is not allowed; one of AL2023_x86_64_STANDARD, AL2023_ARM_64_STANDARD, AL2023_x86_64_NVIDIA, AL2023_ARM_64_NVIDIA, BOTTLEROCKET_x86_64, BOTTLEROCKET_ARM_64, BOTTLEROCKET_x86_64_NVIDIA, BOTTLEROCKET_ARM_64_NVIDIA. Did you mean "BOTTLEROCKET_ARM_64"?',
  },
  {
    name: "a node group without sizes",
    yaml: eks({}, { nodeGroups: "{ general: { amiType: BOTTLEROCKET_ARM_64, instanceTypes: [m7g.large] } }" }),
    message: `environments/staging.yaml:11:17  cluster.nodeGroups.general.maxSize: is missing: the greatest number of nodes. Write for example "maxSize: 6".
environments/staging.yaml:11:17  cluster.nodeGroups.general.minSize: is missing: the least number of nodes. Write for example "minSize: 2".`,
  },
  {
    name: "a node group's name with capitals",
    yaml: eks({}, { nodeGroups: `{ General: { ${GENERAL} } }` }),
    message:
      'environments/staging.yaml:11:17  cluster.nodeGroups.General: "General" is not a name: lower-case letters, digits and hyphens, a letter first, no hyphen last.',
  },
  {
    name: "a disk that is too small",
    yaml: eks({}, { nodeGroups: `{ general: { ${GENERAL}, diskSizeGiB: 8 } }` }),
    message:
      "environments/staging.yaml:11:123  cluster.nodeGroups.general.diskSizeGiB: 8 is too small; the least allowed is 20.",
  },
  {
    name: "a disk with its unit",
    yaml: eks({}, { nodeGroups: `{ general: { ${GENERAL}, diskSizeGiB: 50Gi } }` }),
    message: 'environments/staging.yaml:11:123  cluster.nodeGroups.general.diskSizeGiB: "50Gi" is not a number.',
  },
  {
    name: "another way to buy instances",
    yaml: eks({}, { nodeGroups: `{ general: { ${GENERAL}, capacityType: spot } }` }),
    message:
      'environments/staging.yaml:11:124  cluster.nodeGroups.general.capacityType: "spot" is not allowed; one of ON_DEMAND, SPOT. Did you mean "SPOT"?',
  },
  {
    name: "a taint without an effect",
    yaml: eks({}, { nodeGroups: `{ general: { ${GENERAL}, taints: { example.org/gpu: { value: "true" } } } }` }),
    message:
      'environments/staging.yaml:11:120  cluster.nodeGroups.general.taints["example.org/gpu"].effect: is missing: what happens to pods that do not tolerate the taint. Write for example "effect: NoSchedule".',
  },
  {
    name: "a node group's zone by its whole name",
    yaml: eks({}, { nodeGroups: `{ general: { ${GENERAL}, zones: [eu-central-1a] } }` }),
    message:
      'environments/staging.yaml:11:118  cluster.nodeGroups.general.zones[0]: "eu-central-1a" is not the letter of an availability zone, such as a.',
  },
  {
    name: "an update that takes no node away",
    yaml: eks({}, { nodeGroups: `{ general: { ${GENERAL}, maxUnavailablePercentage: 0 } }` }),
    message:
      "environments/staging.yaml:11:136  cluster.nodeGroups.general.maxUnavailablePercentage: 0 is too small; the least allowed is 1.",
  },
  {
    name: "a release that is the newest",
    yaml: eks({}, { nodeGroups: `{ general: { ${GENERAL}, releaseVersion: latest } }` }),
    message:
      'environments/staging.yaml:11:126  cluster.nodeGroups.general.releaseVersion: "latest" is not a release of an image such as 1.35.4-20261105.',
  },
];
