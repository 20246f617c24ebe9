import { z } from "zod";
import { field } from "../../../config/schema/field";
import { httpUrl, schedule, text } from "../../../config/schema/formats";

/** Nightly, when little is written. */
const NIGHTLY = "0 2 * * *";

/** What an environment says of its backups. */
export const veleroOptions = z.strictObject({
  bucket: field(
    z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "is not the name of a bucket."),
    "Bucket of the backups, on Azure the container",
    "example-backups",
  ),
  region: field(text(), "Region of the bucket; the cluster's on AWS, else written here", "eu-central-1").optional(),
  endpoint: field(
    httpUrl(),
    "Address of an S3 store that is not Amazon's; Amazon's by default",
    "https://minio.example.org",
  ).optional(),
  storageAccount: field(
    z.string().regex(/^[a-z0-9]{3,24}$/, "is not the name of a storage account."),
    "Storage account of the container, in the cluster's resource group; on Azure only",
    "examplebackups",
  ).optional(),
  diskResourceGroup: field(
    text(),
    "Resource group of the machines' disks, for snapshots on Azure",
    "MC_abc-k8s_abc-k8s_westeurope",
  ).optional(),
  schedule: field(schedule(), `When everything is backed up, in UTC; "${NIGHTLY}" by default`, NIGHTLY).default(
    NIGHTLY,
  ),
  retentionDays: field(z.int().min(1).max(3650), "Days that a backup is kept; 30 by default", 90).default(30),
  volumes: field(
    z.enum(["snapshots", "filesystem"]),
    "How volumes are kept: snapshots of the cloud's disks, or their files in the bucket; snapshots in a cloud, but filesystem without one and with EKS Auto Mode",
    "filesystem",
  ).optional(),
});

export type VeleroOptions = z.output<typeof veleroOptions>;
