import type { ComponentContext, Mistake } from "../../component";
import type { Cloud } from "../../surroundings";
import type { VeleroOptions } from "./options";

type Context = ComponentContext<VeleroOptions>;

/** Where backups go and how volumes get there. */
export type Place =
  | {
      readonly kind: "s3";
      /** Of the bucket. */
      readonly region: string;
      /** Of the disks, which are where the cluster is. */
      readonly diskRegion: string;
      /** Of a store that is not Amazon's. */
      readonly endpoint: string | undefined;
      /** Keys from Vault, where the cluster has no identity that Amazon knows. */
      readonly keys: boolean;
      readonly snapshots: boolean;
    }
  | {
      readonly kind: "azure";
      readonly account: string;
      readonly subscription: string;
      readonly resourceGroup: string;
      readonly diskResourceGroup: string | undefined;
      readonly snapshots: boolean;
    };

/** How volumes are kept. */
export function volumesOf({ cloud, options }: Context): "snapshots" | "filesystem" {
  return options.volumes ?? (cloud.kind === "none" || onAutoMode(cloud) ? "filesystem" : "snapshots");
}

/** Velero's plugin knows the volumes of the EBS driver, not those of EKS Auto Mode: https://github.com/velero-io/velero/issues/9396 */
function onAutoMode(cloud: Cloud): boolean {
  return cloud.kind === "aws" && cloud.autoMode !== undefined;
}

/** What the environment file leaves open or says twice. */
export function placeMistakes(context: Context): Mistake[] {
  const { cloud, options } = context;
  const snapshots = volumesOf(context) === "snapshots";
  const wrong = (option: keyof VeleroOptions, when: boolean, message: string): Mistake[] =>
    when ? [{ option, message }] : [];
  if (cloud.kind === "azure") {
    return [
      ...wrong(
        "storageAccount",
        options.storageAccount === undefined,
        "is missing: the storage account of the container.",
      ),
      ...wrong(
        "diskResourceGroup",
        snapshots && options.diskResourceGroup === undefined,
        "is missing: snapshots are taken of disks in that resource group. Write it, or volumes: filesystem.",
      ),
      ...wrong("endpoint", options.endpoint !== undefined, "is of no use on Azure: backups go to the storage account."),
      ...wrong("region", options.region !== undefined, "is of no use on Azure: backups go to the storage account."),
    ];
  }
  return [
    ...wrong(
      "region",
      cloud.kind === "none" && options.region === undefined,
      "is missing: the bucket's region, or what the store calls it.",
    ),
    ...wrong(
      "volumes",
      cloud.kind === "none" && snapshots,
      "can't be snapshots: no cloud takes them here. Write filesystem.",
    ),
    ...wrong(
      "volumes",
      onAutoMode(cloud) && snapshots,
      "can't be snapshots: Velero takes none of EKS Auto Mode's volumes. Write filesystem.",
    ),
    ...wrong(
      "endpoint",
      cloud.kind === "aws" && options.endpoint !== undefined,
      "is of no use on AWS: the cluster's identity opens Amazon's buckets only.",
    ),
    ...wrong("storageAccount", options.storageAccount !== undefined, "is of no use here: the cluster is not on Azure."),
    ...wrong(
      "diskResourceGroup",
      options.diskResourceGroup !== undefined,
      "is of no use here: the cluster is not on Azure.",
    ),
  ];
}

/** Where backups of an environment without mistakes go. */
export function placeOf(context: Context): Place {
  const { cloud, options } = context;
  const snapshots = volumesOf(context) === "snapshots";
  if (cloud.kind === "azure") {
    return {
      kind: "azure",
      account: options.storageAccount ?? "",
      subscription: cloud.subscription,
      resourceGroup: cloud.resourceGroup,
      diskResourceGroup: options.diskResourceGroup,
      snapshots,
    };
  }
  const diskRegion = cloud.kind === "aws" ? cloud.region : "";
  return {
    kind: "s3",
    region: options.region ?? diskRegion,
    diskRegion,
    endpoint: options.endpoint,
    keys: cloud.kind === "none",
    snapshots,
  };
}
