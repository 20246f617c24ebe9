import type { ComponentContext } from "../../component";
import type { Permissions } from "../../permissions";
import type { Cloud } from "../../surroundings";
import type { Choice } from "./choice";
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

type Snapshots = NonNullable<VaultOptions["snapshots"]>;

/** The one place that an environment file names for the variant `snapshots`. */
export function snapshotTarget({
  options,
  cloud,
  environment,
}: ComponentContext<VaultOptions>): Choice<SnapshotTarget> {
  const { s3, azure } = options.snapshots ?? {};
  if (s3 !== undefined && azure !== undefined) return wrong("names both s3 and azure; keep one.");
  if (s3 !== undefined) return bucket(s3, cloud, environment);
  if (azure !== undefined) return container(azure, cloud, environment);
  return wrong("says nowhere to put them, which the variant snapshots needs to know; name s3 or azure.");
}

function bucket(s3: NonNullable<Snapshots["s3"]>, cloud: Cloud, environment: string): Choice<SnapshotTarget> {
  const region = s3.region ?? (cloud.kind === "aws" ? cloud.region : undefined);
  if (region === undefined) return wrong("s3 has no region, and outside AWS none follows from the environment.");
  const folder = `${s3.bucket}/${environment}`;
  const own = cloud.kind === "aws" && s3.endpoint === undefined;
  const statement = {
    sid: "VaultSnapshots",
    actions: ["s3:PutObject", "s3:AbortMultipartUpload"],
    resources: [`arn:aws:s3:::${folder}/*`],
  };
  return {
    value: {
      kind: "s3",
      folder,
      environment: {
        RCLONE_CONFIG_TARGET_TYPE: "s3",
        RCLONE_CONFIG_TARGET_PROVIDER: s3.endpoint === undefined ? "AWS" : "Other",
        RCLONE_CONFIG_TARGET_ENV_AUTH: "true",
        RCLONE_CONFIG_TARGET_REGION: region,
        ...(s3.endpoint === undefined ? {} : { RCLONE_CONFIG_TARGET_ENDPOINT: s3.endpoint }),
        // The job may put objects, and may neither look for the bucket nor read what is in it.
        RCLONE_CONFIG_TARGET_NO_CHECK_BUCKET: "true",
        RCLONE_CONFIG_TARGET_NO_HEAD: "true",
        RCLONE_CONFIG_TARGET_NO_HEAD_OBJECT: "true",
      },
      credentials: own ? undefined : "vault-snapshots",
      permissions: own ? { aws: [statement], buckets: { snapshots: s3.bucket } } : {},
    },
  };
}

function container(azure: NonNullable<Snapshots["azure"]>, cloud: Cloud, environment: string): Choice<SnapshotTarget> {
  if (cloud.kind !== "azure") return wrong("azure works in Azure only, where this environment is not; name s3.");
  const group = `/subscriptions/${cloud.subscription}/resourceGroups/${cloud.resourceGroup}`;
  const account = `${group}/providers/Microsoft.Storage/storageAccounts/${azure.storageAccount}`;
  const scope = `${account}/blobServices/default/containers/${azure.container}`;
  return {
    value: {
      kind: "azure",
      folder: `${azure.container}/${environment}`,
      environment: {
        RCLONE_CONFIG_TARGET_TYPE: "azureblob",
        RCLONE_CONFIG_TARGET_ENV_AUTH: "true",
        RCLONE_CONFIG_TARGET_ACCOUNT: azure.storageAccount,
        RCLONE_CONFIG_TARGET_NO_CHECK_CONTAINER: "true",
      },
      credentials: undefined,
      permissions: { azure: [{ role: "Storage Blob Data Contributor", scope }] },
    },
  };
}

function wrong(message: string): Choice<never> {
  return { mistake: { option: "snapshots", message } };
}
