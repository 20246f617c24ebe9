import { velero } from "../../../catalog/components/velero";
import { configure, onAutoMode, onAws, onAzure, surroundings } from "./surroundings";

const STORE = { bucket: "backups", region: "eu-central-1", endpoint: "https://minio.example.org" };
const BLOBS = { bucket: "backups", storageAccount: "examplebackups", diskResourceGroup: "MC_abc-k8s" };

const small = configure(velero, STORE);
const aws = configure(velero, { bucket: "example-backups" }, onAws);
const azure = configure(velero, BLOBS, onAzure);

const mistakes = (options: Record<string, unknown>, change = {}) =>
  velero.mistakes(surroundings(change), { options, variants: [] });

describe("velero", () => {
  test("backs up everything but the cluster's own every night, and keeps it for thirty days", () => {
    expect(aws.values).toHaveProperty("schedules.everything", {
      schedule: "0 2 * * *",
      useOwnerReferencesInBackup: false,
      template: expect.objectContaining({
        ttl: "720h0m0s",
        includedNamespaces: ["*"],
        excludedNamespaces: ["kube-system"],
      }),
    });
    const weekly = configure(velero, { ...STORE, schedule: "30 1 * * 0", retentionDays: 90 }).values;
    expect(weekly).toHaveProperty("schedules.everything.schedule", "30 1 * * 0");
    expect(weekly).toHaveProperty("schedules.everything.template.ttl", "2160h0m0s");
  });

  test("keeps each environment's backups in a folder of its own", () => {
    expect(small.values).toHaveProperty("configuration.backupStorageLocation.0.prefix", "staging");
    expect(aws.values).toHaveProperty("configuration.backupStorageLocation.0.prefix", "production");
  });

  test("takes snapshots where a cloud makes them, and the files of volumes elsewhere", () => {
    expect(aws.values).toMatchObject({ snapshotsEnabled: true, deployNodeAgent: false });
    expect(aws.values).toHaveProperty("schedules.everything.template.snapshotVolumes", true);
    expect(small.values).toMatchObject({ snapshotsEnabled: false, deployNodeAgent: true });
    expect(small.values).toHaveProperty("schedules.everything.template.defaultVolumesToFsBackup", true);
    const files = configure(velero, { bucket: "example-backups", volumes: "filesystem" }, onAws);
    expect(files.values).toMatchObject({ snapshotsEnabled: false, deployNodeAgent: true });
    expect(files.permissions[0]?.aws?.flatMap(({ actions }) => actions)).not.toContain("ec2:CreateSnapshot");
  });

  test("keeps the files of volumes with EKS Auto Mode, whose volumes its plugin does not know", () => {
    const auto = configure(velero, { bucket: "example-backups" }, onAutoMode);
    expect(auto.values).toMatchObject({ snapshotsEnabled: false, deployNodeAgent: true });
    expect(auto.permissions[0]).toMatchObject({ volumes: false });
    expect(mistakes({ bucket: "example-backups", volumes: "snapshots" }, onAutoMode)).toEqual([
      {
        option: "volumes",
        message: "can't be snapshots: Velero takes none of EKS Auto Mode's volumes. Write filesystem.",
      },
    ]);
  });

  test("encrypts files of volumes with a password from Vault, not with the one that everybody knows", () => {
    expect(small.secrets).toContainEqual({
      name: "velero-repo-credentials",
      data: { "repository-password": { path: "platform/velero", property: "repository-password" } },
    });
    expect(aws.secrets).toEqual([]);
  });

  test("runs the server without root and with a root that can't be written", () => {
    expect(small.values).toMatchObject({
      podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      containerSecurityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
    });
    expect(velero.podSecurity).toBe("privileged");
  });

  test("is measured and alerts where there is something to measure with", () => {
    const alone = configure(velero, STORE, { has: (name) => name === "secret-store" });
    expect(small.values).toHaveProperty("metrics.serviceMonitor.enabled", true);
    expect(small.values).toHaveProperty("metrics.nodeAgentPodMonitor.enabled", true);
    expect(aws.values).toHaveProperty("metrics.nodeAgentPodMonitor.enabled", false);
    expect(small.values).toHaveProperty("metrics.prometheusRule.spec.0.alert", "VeleroBackupFailed");
    expect(alone.values).toHaveProperty("metrics.prometheusRule.enabled", false);
  });

  test("is up when the bucket can be reached", () => {
    expect(velero.health).toEqual([
      { apiVersion: "velero.io/v1", kind: "BackupStorageLocation", upWhen: { status: "phase", is: "Available" } },
    ]);
  });

  test("leaves its definitions to the engine, and is one server wherever it runs", () => {
    expect(aws.values).toHaveProperty("upgradeCRDs", false);
    expect(aws.values).not.toHaveProperty("podDisruptionBudget");
  });
});

describe("velero on AWS", () => {
  test("needs no key: the pod's identity opens the bucket", () => {
    expect(aws.values).toHaveProperty("credentials", { useSecret: false });
    expect(aws.manifests).toEqual([]);
    expect(aws.permissions[0]?.serviceAccounts).toEqual(["velero-server"]);
  });

  test("may touch its own folder of its own bucket, and no other", () => {
    expect(aws.permissions[0]?.aws).toEqual(
      expect.arrayContaining([
        {
          sid: "KeepBackups",
          actions: expect.arrayContaining(["s3:PutObject", "s3:DeleteObject"]),
          resources: ["arn:aws:s3:::example-backups/production/*"],
        },
        {
          sid: "FindBackups",
          actions: ["s3:ListBucket"],
          resources: ["arn:aws:s3:::example-backups"],
          conditions: { StringLike: { "s3:prefix": ["production/*"] } },
        },
      ]),
    );
  });

  test("may remove only snapshots that carry its tag, and tag only what it makes", () => {
    const statement = (action: string) => aws.permissions[0]?.aws?.find(({ actions }) => actions.includes(action));
    expect(statement("ec2:DeleteSnapshot")).toMatchObject({
      resources: ["arn:aws:ec2:eu-central-1::snapshot/*"],
      conditions: { Null: { "aws:ResourceTag/velero.io/backup": ["false"] } },
    });
    expect(statement("ec2:CreateTags")).toHaveProperty("conditions.StringEquals", {
      "ec2:CreateAction": ["CreateSnapshot", "CreateVolume"],
    });
    const open = aws.permissions[0]?.aws?.filter(({ resources }) => resources.includes("*"));
    expect(open?.flatMap(({ actions }) => actions)).toEqual(["ec2:DescribeSnapshots", "ec2:DescribeVolumes"]);
  });

  test("takes the cluster's region unless the bucket is in another", () => {
    const region = "configuration.backupStorageLocation.0.config.region";
    expect(aws.values).toHaveProperty(region, "eu-central-1");
    const other = configure(velero, { bucket: "example-backups", region: "eu-west-1" }, onAws).values;
    expect(other).toHaveProperty(region, "eu-west-1");
    expect(other).toHaveProperty("configuration.volumeSnapshotLocation.0.config.region", "eu-central-1");
  });

  test("uses the plugin of its own line", () => {
    expect(aws.values).toHaveProperty("initContainers.0.image", "docker.io/velero/velero-plugin-for-aws:v1.14.2");
  });
});

describe("velero on Azure", () => {
  test("is the identity that the cluster's stack hands over, with no key of the storage account", () => {
    expect(azure.values).toMatchObject({
      podLabels: { "azure.workload.identity/use": "true" },
      serviceAccount: {
        server: { annotations: { "azure.workload.identity/client-id": "<<fact:veleroClientId>>" } },
      },
    });
    expect(azure.values).toHaveProperty("configuration.backupStorageLocation.0.config.useAAD", "true");
    expect(azure.secrets).toEqual([]);
    expect(JSON.stringify(azure.values)).not.toContain("AZURE_CLIENT_SECRET");
  });

  test("may write blobs of the one account, and copy disks of the one group", () => {
    const group = "/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups";
    expect(azure.permissions[0]?.azure).toEqual([
      {
        role: "Storage Blob Data Contributor",
        scope: `${group}/abc-k8s/providers/Microsoft.Storage/storageAccounts/examplebackups`,
      },
      { role: "Disk Backup Reader", scope: `${group}/MC_abc-k8s` },
      { role: "Disk Restore Operator", scope: `${group}/MC_abc-k8s` },
      { role: "Disk Snapshot Contributor", scope: `${group}/MC_abc-k8s` },
    ]);
  });

  test("asks where the disks are only for snapshots", () => {
    expect(mistakes({ bucket: "backups", storageAccount: "examplebackups" }, onAzure)).toEqual([
      {
        option: "diskResourceGroup",
        message: "is missing: snapshots are taken of disks in that resource group. Write it, or volumes: filesystem.",
      },
    ]);
    const files = { bucket: "backups", storageAccount: "examplebackups", volumes: "filesystem" };
    expect(mistakes(files, onAzure)).toEqual([]);
    expect(configure(velero, files, onAzure).permissions[0]?.azure).toHaveLength(1);
  });
});

describe("velero without a cloud", () => {
  test("takes the bucket's keys from Vault, as the file that the plugin reads", () => {
    expect(small.values).toHaveProperty("credentials", { useSecret: true, existingSecret: "velero-credentials" });
    expect(small.dependsOn).toHaveProperty("secret-store");
    expect(small.secrets).toContainEqual({
      name: "velero-credentials",
      data: {
        id: { path: "platform/velero", property: "access-key-id" },
        key: { path: "platform/velero", property: "secret-access-key" },
      },
      template: { cloud: "[default]\naws_access_key_id={{ .id }}\naws_secret_access_key={{ .key }}\n" },
    });
    expect(small.permissions[0]?.serviceAccounts).toEqual([]);
  });

  test("speaks to a store that is not Amazon's in a way that it understands", () => {
    expect(small.values).toHaveProperty("configuration.backupStorageLocation.0.config", {
      region: "eu-central-1",
      s3Url: "https://minio.example.org",
      s3ForcePathStyle: "true",
      checksumAlgorithm: "",
    });
  });
});

describe("mistakes of velero's options", () => {
  test.each([
    ["no region outside AWS", { bucket: "backups" }, {}, ["region"]],
    ["snapshots without a cloud", { ...STORE, volumes: "snapshots" }, {}, ["volumes"]],
    ["a storage account outside Azure", { ...STORE, storageAccount: "backups" }, {}, ["storageAccount"]],
    ["a group of disks outside Azure", { ...STORE, diskResourceGroup: "x" }, {}, ["diskResourceGroup"]],
    ["another store on AWS", { bucket: "backups", endpoint: "https://minio.example.org" }, onAws, ["endpoint"]],
    ["no storage account on Azure", { bucket: "backups", diskResourceGroup: "x" }, onAzure, ["storageAccount"]],
    ["S3 on Azure", { ...BLOBS, endpoint: "https://a.example", region: "b" }, onAzure, ["endpoint", "region"]],
  ])("%s", (_, options, change, wrong) => {
    expect(mistakes(options, change).map(({ option }) => option)).toEqual(wrong);
  });

  test.each([
    [STORE, {}],
    [{ bucket: "backups" }, onAws],
    [BLOBS, onAzure],
  ])("are none in %j", (options, change) => {
    expect(mistakes(options, change)).toEqual([]);
  });

  test.each([
    [{}, "bucket"],
    [{ ...STORE, bucket: "Backups" }, "is not the name of a bucket."],
    [{ ...STORE, schedule: "nightly" }, "is not a cron schedule"],
    [{ ...STORE, retentionDays: 0 }, "retentionDays"],
    [{ ...STORE, volumes: "both" }, "volumes"],
  ])("that the schema sees: %j", (options, message) => {
    expect(() => configure(velero, options)).toThrow(message);
  });
});
