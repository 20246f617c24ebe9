import type { InstanceType } from "./instance-types";

/** What an image of AWS for nodes is made for. */
interface AmiTraits {
  readonly os: "al2023" | "bottlerocket";
  readonly architecture: InstanceType["architecture"];
  /** Whether it has NVIDIA's driver and container runtime. */
  readonly gpu: boolean;
}

/** The images that node groups can run, by EKS's own names. */
export const AMI_TYPES = {
  AL2023_x86_64_STANDARD: { os: "al2023", architecture: "x86_64", gpu: false },
  AL2023_ARM_64_STANDARD: { os: "al2023", architecture: "arm64", gpu: false },
  AL2023_x86_64_NVIDIA: { os: "al2023", architecture: "x86_64", gpu: true },
  AL2023_ARM_64_NVIDIA: { os: "al2023", architecture: "arm64", gpu: true },
  BOTTLEROCKET_x86_64: { os: "bottlerocket", architecture: "x86_64", gpu: false },
  BOTTLEROCKET_ARM_64: { os: "bottlerocket", architecture: "arm64", gpu: false },
  BOTTLEROCKET_x86_64_NVIDIA: { os: "bottlerocket", architecture: "x86_64", gpu: true },
  BOTTLEROCKET_ARM_64_NVIDIA: { os: "bottlerocket", architecture: "arm64", gpu: true },
} as const satisfies Record<string, AmiTraits>;

export type AmiType = keyof typeof AMI_TYPES;

const PROCESSORS = { x86_64: "x86_64", arm64: "ARM_64" } as const;

/** The same system's image for another machine: what to write instead. */
export function amiTypeFor(os: AmiTraits["os"], architecture: AmiTraits["architecture"], gpu: boolean): AmiType {
  const processor = PROCESSORS[architecture];
  return os === "al2023"
    ? `AL2023_${processor}_${gpu ? "NVIDIA" : "STANDARD"}`
    : `BOTTLEROCKET_${processor}${gpu ? "_NVIDIA" : ""}`;
}

/** A volume of a node, made when it starts. */
export interface NodeVolume {
  readonly deviceName: string;
  /**
   * GiB.
   * @default - as large as the image's
   */
  readonly size?: number;
}

/**
 * The volumes of an image. Bottlerocket keeps its read-only system on the first and images, logs and pods' files on the second.
 * Source: https://bottlerocket.dev/en/os/latest/#/concepts/
 */
export function volumesOf(amiType: AmiType, diskSizeGiB: number): readonly NodeVolume[] {
  if (AMI_TYPES[amiType].os === "al2023") return [{ deviceName: "/dev/xvda", size: diskSizeGiB }];
  return [{ deviceName: "/dev/xvda" }, { deviceName: "/dev/xvdb", size: diskSizeGiB }];
}
