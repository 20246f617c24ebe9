import { clusterFacts } from "../../../constructs/gitops/cluster-facts";
import type { Values } from "../../../constructs/gitops/values";
import type { Place } from "./place";

/** The Secret with keys of the bucket. */
export const CREDENTIALS = "velero-credentials";

/** Of the line of Velero 1.18; they move together with the chart. */
const PLUGINS = { s3: "velero-plugin-for-aws:v1.14.2", azure: "velero-plugin-for-microsoft-azure:v1.14.2" };

/** Values of the chart that say where backups and snapshots go, and as whom. */
export function locationValues(place: Place, bucket: string, folder: string): Values {
  const { backups, snapshots } = place.kind === "s3" ? s3(place) : azure(place);
  const provider = place.kind === "s3" ? "aws" : "azure";
  const configuration = {
    backupStorageLocation: [{ name: "default", default: true, provider, bucket, prefix: folder, config: backups }],
    volumeSnapshotLocation: place.snapshots ? [{ name: "default", provider, config: snapshots }] : [],
  };
  return {
    configuration,
    snapshotsEnabled: place.snapshots,
    initContainers: [plugin(PLUGINS[place.kind])],
    ...identity(place),
  };
}

function s3({ region, diskRegion, endpoint }: Extract<Place, { kind: "s3" }>): { backups: Values; snapshots: Values } {
  const snapshots = { region: diskRegion };
  if (endpoint === undefined) return { backups: { region }, snapshots };
  // Buckets as folders of the one host, and no checksums of Amazon's own, which other stores refuse.
  return { backups: { region, s3Url: endpoint, s3ForcePathStyle: "true", checksumAlgorithm: "" }, snapshots };
}

function azure(place: Extract<Place, { kind: "azure" }>): { backups: Values; snapshots: Values } {
  const { account, subscription, resourceGroup, diskResourceGroup = "" } = place;
  return {
    backups: {
      subscriptionId: subscription,
      resourceGroup,
      storageAccount: account,
      // Asks nobody for the account's keys, which open everything in it.
      useAAD: "true",
      storageAccountURI: `https://${account}.blob.core.windows.net`,
    },
    snapshots: { subscriptionId: subscription, resourceGroup: diskResourceGroup, incremental: "true" },
  };
}

/** As whom: on AWS the pod's identity needs nothing here, on Azure the service account names one, elsewhere keys. */
function identity(place: Place): Values {
  if (place.kind === "s3") {
    return { credentials: place.keys ? { useSecret: true, existingSecret: CREDENTIALS } : { useSecret: false } };
  }
  const workloadIdentity = { "azure.workload.identity/use": "true" };
  return {
    podLabels: workloadIdentity,
    serviceAccount: {
      server: { annotations: { "azure.workload.identity/client-id": clusterFacts.read("veleroClientId") } },
    },
    nodeAgent: { podLabels: workloadIdentity },
    credentials: {
      useSecret: true,
      // Where the disks are; the plugin reads it from the file that others keep secrets in.
      secretContents: {
        cloud: [
          `AZURE_SUBSCRIPTION_ID=${place.subscription}`,
          `AZURE_RESOURCE_GROUP=${place.diskResourceGroup ?? place.resourceGroup}`,
          "AZURE_CLOUD_NAME=AzurePublicCloud",
          "",
        ].join("\n"),
      },
    },
  };
}

function plugin(image: string): Values {
  return {
    name: image.replace(/:.*/, ""),
    image: `docker.io/velero/${image}`,
    volumeMounts: [{ mountPath: "/target", name: "plugins" }],
    resources: { requests: { cpu: "10m", memory: "16Mi" }, limits: { memory: "64Mi" } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
    },
  };
}
