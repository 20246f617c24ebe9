import type { Value, Values } from "../../../constructs/gitops/values";
import type { ComponentContext } from "../../component";
import { clusterFacts } from "../../../constructs/gitops/cluster-facts";
import type { KubernetesObject } from "../../kubernetes";
import { valueOf } from "./choice";
import { HARDENED } from "./keeper";
import {
  VAULT_ACTIVE_HOST,
  VAULT_AUDIENCE,
  VAULT_FOLDERS,
  VAULT_IMAGE,
  VAULT_NAMESPACE,
  VAULT_PORTS,
  VAULT_TLS_SECRET,
} from "./names";
import { DAILY, type VaultOptions } from "./options";
import { snapshotTarget, type SnapshotTarget } from "./snapshot-target";

/** Service account of the job, and the name of its role in Vault's kubernetes auth. */
export const SNAPSHOTS = "vault-snapshots";

/** What that role may do in Vault: take a snapshot, which is encrypted, and end its own token. */
export const SNAPSHOT_POLICY = `path "sys/storage/raft/snapshot" {
  capabilities = ["read"]
}
path "auth/token/revoke-self" {
  capabilities = ["update"]
}
`;

const RCLONE_IMAGE = "rclone/rclone:1.75.1@sha256:45401ad7410db1d67ffdb58e19059ad20b0d8e0285a60e38bbec55cc1019c7a5";

/** Logs in as the job's service account and saves what the leader holds, as one consistent file. */
const SAVE = `VAULT_TOKEN=$(vault write -field=token auth/kubernetes/login role=${SNAPSHOTS} jwt=@/var/run/secrets/vault/token)
export VAULT_TOKEN
vault operator raft snapshot save /snapshot/vault.snap
vault token revoke -self
`;

/** The service account and the job that takes a snapshot and puts it where no loss of the cluster reaches it. */
export function snapshots(context: ComponentContext<VaultOptions>): KubernetesObject[] {
  const target = valueOf(snapshotTarget(context));
  const azure = target.kind === "azure";
  const labels = { "app.kubernetes.io/name": SNAPSHOTS };
  return [
    {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: {
        name: SNAPSHOTS,
        namespace: VAULT_NAMESPACE,
        ...(azure ? { annotations: { "azure.workload.identity/client-id": clusterFacts.read("vaultClientId") } } : {}),
      },
      automountServiceAccountToken: false,
    },
    {
      apiVersion: "batch/v1",
      kind: "CronJob",
      metadata: { name: SNAPSHOTS, namespace: VAULT_NAMESPACE, labels },
      spec: {
        schedule: context.options.snapshots?.schedule ?? DAILY,
        timeZone: "Etc/UTC",
        concurrencyPolicy: "Forbid",
        startingDeadlineSeconds: 3600,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          spec: {
            backoffLimit: 3,
            activeDeadlineSeconds: 1800,
            template: {
              metadata: { labels: azure ? { ...labels, "azure.workload.identity/use": "true" } : labels },
              spec: pod(target),
            },
          },
        },
      },
    },
  ];
}

function pod(target: SnapshotTarget): Values {
  return {
    serviceAccountName: SNAPSHOTS,
    restartPolicy: "Never",
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 100,
      runAsGroup: 1000,
      fsGroup: 1000,
      seccompProfile: { type: "RuntimeDefault" },
    },
    initContainers: [
      {
        name: "save",
        image: VAULT_IMAGE,
        command: ["/bin/sh", "-ec", SAVE],
        env: env({
          VAULT_ADDR: `https://${VAULT_ACTIVE_HOST}:${String(VAULT_PORTS.api)}`,
          VAULT_CACERT: `${VAULT_FOLDERS.tls}/ca.crt`,
          HOME: "/snapshot",
        }),
        ...container([
          { name: "snapshot", mountPath: "/snapshot" },
          { name: "ca", mountPath: VAULT_FOLDERS.tls, readOnly: true },
          { name: "token", mountPath: "/var/run/secrets/vault", readOnly: true },
        ]),
      },
    ],
    containers: [
      {
        name: "upload",
        image: RCLONE_IMAGE,
        // One object for each snapshot, by the minute it was put there: nothing that is there is ever written over.
        command: [
          "/bin/sh",
          "-ec",
          'exec rclone copyto --no-check-dest --config "" /snapshot/vault.snap "target:$FOLDER/$(date -u +%Y/%m/%d/%H-%M-%SZ).snap"',
        ],
        env: env({ FOLDER: target.folder, HOME: "/tmp", ...target.environment }),
        ...(target.credentials === undefined ? {} : { envFrom: [{ secretRef: { name: target.credentials } }] }),
        ...container([
          { name: "snapshot", mountPath: "/snapshot", readOnly: true },
          { name: "tmp", mountPath: "/tmp" },
        ]),
      },
    ],
    volumes: [
      { name: "snapshot", emptyDir: { sizeLimit: "2Gi" } },
      { name: "tmp", emptyDir: { sizeLimit: "64Mi" } },
      {
        name: "token",
        projected: {
          sources: [{ serviceAccountToken: { path: "token", audience: VAULT_AUDIENCE, expirationSeconds: 600 } }],
        },
      },
      { name: "ca", secret: { secretName: VAULT_TLS_SECRET, items: [{ key: "ca.crt", path: "ca.crt" }] } },
    ],
  };
}

function container(volumeMounts: readonly Value[]): Values {
  return {
    volumeMounts,
    securityContext: HARDENED,
    resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } },
  };
}

function env(variables: Readonly<Record<string, string>>): Value[] {
  return Object.entries(variables).map(([name, value]) => ({ name, value }));
}
