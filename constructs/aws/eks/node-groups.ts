import { AMI_TYPES, amiTypeFor, type AmiType } from "./ami-types";
import { parseInstanceType } from "./instance-types";

/** Effect of a taint, with its value, in Kubernetes' words. */
export interface Taint {
  /** @default - no value */
  readonly value?: string;
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

/** A managed node group. */
export interface NodeGroupSpec {
  readonly amiType: AmiType;
  /**
   * Instance types of one architecture. Several of like size give spot more to choose from; the first is preferred.
   */
  readonly instanceTypes: readonly string[];
  /** @default "ON_DEMAND" */
  readonly capacityType?: "ON_DEMAND" | "SPOT";
  readonly minSize: number;
  readonly maxSize: number;
  /**
   * Nodes to begin with. Afterwards an autoscaler decides, and Terraform leaves the number alone.
   * @default - the minimum
   */
  readonly desiredSize?: number;
  /**
   * Size in GiB of the volume for images, logs and pods' files.
   * @default 50
   */
  readonly diskSizeGiB?: number;
  /** @default - those of a GPU, if there is one */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * By key.
   * @default - that of a GPU, if there is one
   */
  readonly taints?: Readonly<Record<string, Taint>>;
  /**
   * Zones (`a`) that the group spans; one alone for volumes that can't follow a pod to another.
   * @default - every zone of the network
   */
  readonly zones?: readonly string[];
  /**
   * Percentage of the nodes that an update may take away at once.
   * @default 33
   */
  readonly maxUnavailablePercentage?: number;
  /**
   * Exact release of the image: `1.35.4-20261105` of Amazon Linux, `1.52.0-1a2b3c4d` of Bottlerocket.
   * @default - the newest when the group is made or its Kubernetes version raised, and no other until then
   */
  readonly releaseVersion?: string;
}

const GPU_LABELS = { "nvidia.com/gpu.present": "true" };
const GPU_TAINTS = { "nvidia.com/gpu": { value: "present", effect: "NoSchedule" } } as const;

/** All labels of a group's nodes, those of a GPU included; what the group says itself wins. */
export function nodeLabels({ amiType, labels }: NodeGroupSpec): Readonly<Record<string, string>> {
  return { ...(AMI_TYPES[amiType].gpu && GPU_LABELS), ...labels };
}

/** All taints of a group's nodes, so that only what asks for a GPU runs beside one; what the group says itself wins. */
export function nodeTaints({ amiType, taints }: NodeGroupSpec): Readonly<Record<string, Taint>> {
  return { ...(AMI_TYPES[amiType].gpu && GPU_TAINTS), ...taints };
}

/** Nodes that a group begins with. */
export function desiredSize(group: NodeGroupSpec): number {
  return group.desiredSize ?? group.minSize;
}

/** Everything that is wrong with a group: its sizes, and instance types that don't fit each other or the image. */
export function nodeGroupProblems(group: NodeGroupSpec): readonly string[] {
  return [...sizeProblems(group), ...instanceTypeProblems(group)];
}

/** What is wrong with all groups together: the cluster's own pods tolerate no taint and need a node. */
export function nodeGroupsProblem(groups: Readonly<Record<string, NodeGroupSpec>>): string | undefined {
  const all = Object.values(groups);
  const hosts = all.some((group) => desiredSize(group) > 0 && Object.keys(nodeTaints(group)).length === 0);
  if (hosts || all.length === 0) return undefined;
  return "No node group without taints begins with a node: coredns would have nowhere to run. Give one a minSize of 1 and no taints.";
}

function sizeProblems(group: NodeGroupSpec): readonly string[] {
  const { minSize, maxSize } = group;
  const desired = desiredSize(group);
  if (minSize >= 0 && maxSize >= 1 && minSize <= desired && desired <= maxSize) return [];
  return [
    `Sizes ${minSize} ≤ ${desired} ≤ ${maxSize} (minSize, desiredSize, maxSize) don't rise, or the last is not at least 1.`,
  ];
}

function instanceTypeProblems({ amiType, instanceTypes }: NodeGroupSpec): readonly string[] {
  if (instanceTypes.length === 0) return ["A node group needs an instance type."];
  const parsed = instanceTypes.map(parseInstanceType);
  const types = parsed.flatMap((type) => ("problem" in type ? [] : [type]));
  const problems = parsed.flatMap((type) => ("problem" in type ? [type.problem] : []));
  const [first] = types;
  const other = types.find(({ architecture }) => architecture !== first?.architecture);
  if (first && other) {
    const both = [first, other].map(({ name, architecture }) => `"${name}" (${architecture})`).join(" and ");
    return [...problems, `${both}: the instance types of one group have one architecture.`];
  }
  const ami = AMI_TYPES[amiType];
  for (const { name, architecture, gpu } of types) {
    const fitting = amiTypeFor(ami.os, architecture, gpu);
    if (architecture !== ami.architecture) {
      problems.push(`"${name}" is ${architecture}, ${amiType} is for ${ami.architecture}: take ${fitting}.`);
    } else if (gpu && !ami.gpu) {
      problems.push(`"${name}" has a GPU, ${amiType} has no driver for it: take ${fitting}.`);
    } else if (!gpu && ami.gpu) {
      problems.push(`"${name}" has no NVIDIA GPU, ${amiType} is for g and p families: take ${fitting}.`);
    }
  }
  return problems;
}
