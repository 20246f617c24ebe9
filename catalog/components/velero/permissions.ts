import type { ComponentContext } from "../../component";
import type { Permissions, PolicyStatement } from "../../permissions";
import type { VeleroOptions } from "./options";
import { placeOf } from "./place";

/** Service account of the server, and of the agents on the machines. */
export const SERVICE_ACCOUNT = "velero-server";

/** What keeping backups takes in the cloud: its own folder of the bucket, and snapshots that it made itself. */
export function permissions(context: ComponentContext<VeleroOptions>): Permissions {
  const { cloud, environment, options } = context;
  const place = placeOf(context);
  const serviceAccounts = [SERVICE_ACCOUNT];
  if (cloud.kind === "aws") {
    return {
      serviceAccounts,
      buckets: { backups: options.bucket },
      volumes: place.snapshots,
      aws: [
        ...bucketStatements(options.bucket, environment),
        ...(place.snapshots ? snapshotStatements(cloud.region, cloud.account) : []),
      ],
    };
  }
  if (place.kind !== "azure") return { serviceAccounts: [] };
  const groupId = (name: string) => `/subscriptions/${place.subscription}/resourceGroups/${name}`;
  return {
    serviceAccounts,
    azure: [
      {
        role: "Storage Blob Data Contributor",
        scope: `${groupId(place.resourceGroup)}/providers/Microsoft.Storage/storageAccounts/${place.account}`,
      },
      ...(place.snapshots && place.diskResourceGroup !== undefined
        ? ["Disk Backup Reader", "Disk Restore Operator", "Disk Snapshot Contributor"].map((role) => ({
            role,
            scope: groupId(place.diskResourceGroup ?? ""),
          }))
        : []),
    ],
  };
}

/** @see https://github.com/velero-io/velero-plugin-for-aws#set-permissions-for-velero */
function bucketStatements(bucket: string, folder: string): PolicyStatement[] {
  const arn = `arn:aws:s3:::${bucket}`;
  return [
    {
      sid: "KeepBackups",
      actions: [
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:GetObject",
        "s3:ListMultipartUploadParts",
        "s3:PutObject",
      ],
      resources: [`${arn}/${folder}/*`],
    },
    {
      sid: "FindBackups",
      actions: ["s3:ListBucket"],
      resources: [arn],
      conditions: { StringLike: { "s3:prefix": [`${folder}/*`] } },
    },
  ];
}

/** Velero writes a tag of its own upon everything that it makes, and may remove nothing without it. */
function snapshotStatements(region: string, account: string): PolicyStatement[] {
  const volumes = `arn:aws:ec2:${region}:${account}:volume/*`;
  const snapshots = `arn:aws:ec2:${region}::snapshot/*`;
  return [
    { sid: "FindVolumes", actions: ["ec2:DescribeSnapshots", "ec2:DescribeVolumes"], resources: ["*"] },
    { sid: "CopyVolumes", actions: ["ec2:CreateSnapshot", "ec2:CreateVolume"], resources: [snapshots, volumes] },
    {
      sid: "MarkWhatItMakes",
      actions: ["ec2:CreateTags"],
      resources: [snapshots, volumes],
      conditions: { StringEquals: { "ec2:CreateAction": ["CreateSnapshot", "CreateVolume"] } },
    },
    {
      sid: "RemoveOldSnapshots",
      actions: ["ec2:DeleteSnapshot"],
      resources: [snapshots],
      conditions: { Null: { "aws:ResourceTag/velero.io/backup": ["false"] } },
    },
  ];
}
