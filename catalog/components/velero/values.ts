import type { Values } from "../../../constructs/gitops/values";
import type { Surroundings } from "../../surroundings";
import type { VeleroOptions } from "./options";

/** Of the image's user, by number, so that Kubernetes can see that it is not root. */
const USER = 65532;

/** The server, its schedule and what is measured of it. One server: two would write the same backup. */
export function serverValues(options: VeleroOptions, filesystem: boolean, { has }: Surroundings): Values {
  const measured = has("prometheus-crds");
  return {
    // Argo CD and Flux bring the chart's definitions themselves.
    upgradeCRDs: false,
    podSecurityContext: {
      runAsNonRoot: true,
      runAsUser: USER,
      runAsGroup: USER,
      fsGroup: USER,
      seccompProfile: { type: "RuntimeDefault" },
    },
    containerSecurityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      readOnlyRootFilesystem: true,
    },
    resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "1Gi" } },
    deployNodeAgent: filesystem,
    ...(filesystem
      ? { nodeAgent: { resources: { requests: { cpu: "20m", memory: "128Mi" }, limits: { memory: "1Gi" } } } }
      : {}),
    configuration: {
      uploaderType: "kopia",
      defaultVolumesToFsBackup: filesystem,
      // What it knows of the bucket's content, kept where it may write.
      extraEnvVars: [{ name: "HOME", value: "/scratch" }],
    },
    schedules: { everything: everything(options, filesystem) },
    metrics: {
      serviceMonitor: { enabled: measured, autodetect: false },
      nodeAgentPodMonitor: { enabled: measured && filesystem, autodetect: false },
      prometheusRule: { enabled: measured, autodetect: false, spec: alerts },
    },
  };
}

/** kube-system is the cluster's own: it is made again with the cluster. */
function everything({ schedule, retentionDays }: VeleroOptions, filesystem: boolean): Values {
  return {
    schedule,
    useOwnerReferencesInBackup: false,
    template: {
      ttl: `${retentionDays * 24}h0m0s`,
      storageLocation: "default",
      includedNamespaces: ["*"],
      excludedNamespaces: ["kube-system"],
      snapshotVolumes: !filesystem,
      defaultVolumesToFsBackup: filesystem,
    },
  };
}

const alerts: readonly Values[] = [
  {
    alert: "VeleroBackupFailed",
    expr: 'velero_backup_last_status{schedule!=""} != 1',
    for: "15m",
    labels: { severity: "critical" },
    annotations: {
      summary: "A backup failed",
      description: "The last backup of {{ $labels.schedule }} failed: velero backup logs says why.",
    },
  },
  {
    // A week holds for every schedule that is worth the name.
    alert: "VeleroNoBackup",
    expr: 'time() - velero_backup_last_successful_timestamp{schedule!=""} > 7 * 86400',
    for: "1h",
    labels: { severity: "critical" },
    annotations: {
      summary: "There is no recent backup",
      description: "{{ $labels.schedule }} has not succeeded for a week.",
    },
  },
];
