import type { ComponentContext } from "../../component";
import type { Permissions } from "../../permissions";
import type { VaultOptions } from "./options";

/** Where snapshots go, in rclone's words: the remote `target`, described by environment variables. */
export interface SnapshotTarget {
  readonly kind: "s3" | "azure";
  /** Bucket or container, and the folder in it. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Secret with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, where no cloud gives the pod an identity. */
  readonly credentials: string | undefined;
  readonly permissions: Omit<Permissions, "serviceAccounts">;
}

/** The one place that an environment file names for the variant `snapshots`. */
export function snapshotTarget({ options, cloud, environment }: ComponentContext<VaultOptions>): SnapshotTarget {
  const { s3, azure } = options.snapshots ?? {};
  const problem = (text: string) => new Error(`${environment}: components.vault.snapshots: ${text}`);
  if (s3 !== undefined && azure !== undefined) throw problem("names both s3 and azure; keep one.");

  if (s3 !== undefined) {
    const region = s3.region ?? (cloud.kind === "aws" ? cloud.region : undefined);
    if (region === undefined) throw problem("s3 has no region; outside AWS none follows from the environment.");
    const own = cloud.kind === "aws" && s3.endpoint === undefined;
    return {
      kind: "s3",
      folder: `${s3.bucket}/${environment}`,
      environment: {
        RCLONE_CONFIG_TARGET_TYPE: "s3",
        RCLONE_CONFIG_TARGET_PROVIDER: s3.endpoint === undefined ? "AWS" : "Other",
        RCLONE_CONFIG_TARGET_ENV_AUTH: "true",
        RCLONE_CONFIG_TARGET_REGION: region,
        ...(s3.endpoint === undefined ? {} : { RCLONE_CONFIG_TARGET_ENDPOINT: s3.endpoint }),
        // The job may put objects and may neither look for the bucket nor read what is in it.
        RCLONE_CONFIG_TARGET_NO_CHECK_BUCKET: "true",
        RCLONE_CONFIG_TARGET_NO_HEAD: "true",
      },
      credentials: own ? undefined : "vault-snapshots",
      permissions: own
        ? {
            aws: [
              {
                sid: "VaultSnapshots",
                actions: ["s3:PutObject", "s3:AbortMultipartUpload"],
                resources: [`arn:aws:s3:::${s3.bucket}/${environment}/*`],
              },
            ],
          }
        : {},
    };
  }

  if (azure !== undefined) {
    if (cloud.kind !== "azure") throw problem("azure works in Azure only, where this environment is not; name s3.");
    const account = `/subscriptions/${cloud.subscription}/resourceGroups/${cloud.resourceGroup}/providers/Microsoft.Storage/storageAccounts/${azure.storageAccount}`;
    return {
      kind: "azure",
      folder: `${azure.container}/${environment}`,
      environment: {
        RCLONE_CONFIG_TARGET_TYPE: "azureblob",
        RCLONE_CONFIG_TARGET_ENV_AUTH: "true",
        RCLONE_CONFIG_TARGET_ACCOUNT: azure.storageAccount,
        RCLONE_CONFIG_TARGET_NO_CHECK_CONTAINER: "true",
      },
      credentials: undefined,
      permissions: {
        azure: [
          {
            role: "Storage Blob Data Contributor",
            scope: `${account}/blobServices/default/containers/${azure.container}`,
          },
        ],
      },
    };
  }

  throw problem("the variant snapshots needs to know where to put them; name s3 or azure.");
}
