import type { Values } from "../../constructs/gitops/values";
import { clusterFacts } from "../../constructs/gitops/cluster-facts";
import { component } from "../define";
import { certificate } from "./vault/certificate";
import { mistakesOf, valueOf } from "./vault/choice";
import { AUDIT_VOLUME_SIZE, HARDENED, keeper } from "./vault/keeper";
import { metrics } from "./vault/metrics";
import { VAULT_ACTIVE_HOST, VAULT_FOLDERS, VAULT_NAMESPACE, VAULT_PORTS, VAULT_TLS_SECRET } from "./vault/names";
import { vaultOptions } from "./vault/options";
import { sealOf, sealPermissions } from "./vault/seal";
import { serverConfig } from "./vault/server-config";
import { SNAPSHOTS, snapshots } from "./vault/snapshots";
import { snapshotTarget } from "./vault/snapshot-target";

/** Vault: the one place that secrets come from, and who people are. */
export const vault = component({
  name: "vault",
  summary: "Keeps the secrets of platform and applications, and says who people are.",
  group: "secrets",
  chart: { repository: "https://helm.releases.hashicorp.com", name: "vault" },
  namespace: VAULT_NAMESPACE,
  podSecurity: "restricted",
  stateful: true,
  dependsOn: { "internal-ca": "*" },
  after: ["prometheus-crds", "storage"],
  options: vaultOptions,
  mistakes: (context) => [
    ...mistakesOf(sealOf(context)),
    ...(context.variants.includes("snapshots") ? mistakesOf(snapshotTarget(context)) : []),
  ],
  values: (context) => {
    const { highAvailability, organization, environment, options, has } = context;
    const seal = valueOf(sealOf(context));
    const replicas = highAvailability ? 3 : 1;
    const clusterName = `${organization}-${environment}`;
    return {
      global: { tlsDisable: false },
      // External Secrets brings secrets to pods.
      injector: { enabled: false },
      csi: { enabled: false },
      server: {
        ...pods(highAvailability),
        ...(seal.kind === "azurekeyvault" ? workloadIdentity() : {}),
        // Sealed after every restart, a server waits for people: so it restarts when they say, not by itself.
        updateStrategyType: seal.kind === "shamir" ? "OnDelete" : "RollingUpdate",
        dataStorage: { enabled: true, size: options.dataSize },
        auditStorage: { enabled: true, size: AUDIT_VOLUME_SIZE },
        persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
        networkPolicy: { enabled: true, ingress: reachable(has("prometheus-crds")) },
        // Raft also for a single server, so that an environment grows without moving its data.
        ha: {
          enabled: true,
          replicas,
          // The address by which a standby sends whoever asks it to the leader; the chart's, an IP, is in no certificate.
          apiAddr: `https://$(VAULT_K8S_POD_NAME).vault-internal.${VAULT_NAMESPACE}.svc:${String(VAULT_PORTS.api)}`,
          raft: {
            enabled: true,
            setNodeId: true,
            config: serverConfig({ clusterName, replicas, seal, metrics: has("prometheus-crds") }),
          },
          // With one server the budget would keep its node from ever being emptied.
          disruptionBudget: { enabled: highAvailability },
        },
      },
    };
  },
  manifests: ({ has }) => [certificate(), ...(has("prometheus-crds") ? metrics() : [])],
  permissions: (context) => ({ serviceAccounts: ["vault"], ...sealPermissions(valueOf(sealOf(context))) }),
  links: () => [
    {
      name: "Vault",
      host: "vault",
      service: {
        name: "vault-active",
        port: VAULT_PORTS.api,
        tls: { hostname: VAULT_ACTIVE_HOST, caSecret: VAULT_TLS_SECRET },
      },
    },
  ],
  variants: {
    snapshots: {
      summary: "Puts a snapshot of everything in Vault into object storage, daily by default.",
      manifests: snapshots,
      permissions: (context) => ({ serviceAccounts: [SNAPSHOTS], ...valueOf(snapshotTarget(context)).permissions }),
    },
  },
});

function pods(highAvailability: boolean): Values {
  return {
    logFormat: "json",
    includeConfigAnnotation: true,
    extraEnvironmentVars: { VAULT_CACERT: `${VAULT_FOLDERS.tls}/ca.crt` },
    extraLabels: { "app.kubernetes.io/part-of": "platform" },
    resources: {
      requests: { cpu: highAvailability ? "250m" : "50m", memory: "256Mi" },
      limits: { memory: highAvailability ? "1Gi" : "512Mi" },
    },
    ...(highAvailability ? { topologySpreadConstraints: [overZones] } : {}),
    statefulSet: {
      securityContext: {
        pod: {
          runAsNonRoot: true,
          runAsUser: 100,
          runAsGroup: 1000,
          fsGroup: 1000,
          fsGroupChangePolicy: "OnRootMismatch",
          seccompProfile: { type: "RuntimeDefault" },
        },
        container: HARDENED,
      },
    },
    // So that the keeper can send Vault a signal.
    shareProcessNamespace: true,
    extraContainers: [keeper()],
    volumes: [
      { name: "tls", secret: { secretName: VAULT_TLS_SECRET, defaultMode: 0o440 } },
      // The chart's start command copies the configuration here.
      { name: "tmp", emptyDir: { sizeLimit: "16Mi" } },
    ],
    volumeMounts: [
      { name: "tls", mountPath: VAULT_FOLDERS.tls, readOnly: true },
      { name: "tmp", mountPath: "/tmp" },
    ],
  };
}

const overZones: Values = {
  maxSkew: 1,
  topologyKey: "topology.kubernetes.io/zone",
  whenUnsatisfiable: "ScheduleAnyway",
  labelSelector: { matchLabels: { "app.kubernetes.io/name": "vault", component: "server" } },
};

/** Everybody reaches the API, servers each other, and Prometheus the metrics. */
function reachable(measured: boolean): Values[] {
  const port = (number: number) => ({ protocol: "TCP", port: number });
  const servers = { podSelector: { matchLabels: { "app.kubernetes.io/name": "vault", component: "server" } } };
  const monitoring = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } } };
  return [
    { from: [{ namespaceSelector: {} }], ports: [port(VAULT_PORTS.api)] },
    { from: [servers], ports: [port(VAULT_PORTS.cluster)] },
    ...(measured ? [{ from: [monitoring], ports: [port(VAULT_PORTS.metrics)] }] : []),
  ];
}

function workloadIdentity(): Values {
  return {
    extraLabels: { "app.kubernetes.io/part-of": "platform", "azure.workload.identity/use": "true" },
    serviceAccount: { annotations: { "azure.workload.identity/client-id": clusterFacts.read("vaultClientId") } },
  };
}
