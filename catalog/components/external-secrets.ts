import type { Values } from "../../constructs/gitops/values";
import { NO_OPTIONS, component } from "../define";
import type { KubernetesObject } from "../kubernetes";

/** Service account of the controller, by which it proves itself to Vault, and its namespace. */
export const EXTERNAL_SECRETS = { serviceAccount: "external-secrets", namespace: "external-secrets" } as const;

/** External Secrets Operator: makes Kubernetes Secrets of what Vault holds. */
export const externalSecrets = component({
  name: "external-secrets",
  summary: "Makes Kubernetes Secrets of what Vault holds, and renews them.",
  group: "secrets",
  chart: { repository: "https://charts.external-secrets.io", name: "external-secrets" },
  namespace: EXTERNAL_SECRETS.namespace,
  podSecurity: "restricted",
  serverSideApply: true,
  after: ["prometheus-crds"],
  options: NO_OPTIONS,
  values: ({ highAvailability, has }) => ({
    installCRDs: true,
    // Kinds that nobody here uses: a controller that doesn't look for them needs no rights over them.
    crds: { createClusterExternalSecret: false, createClusterGenerator: false, ...withoutPush.crds },
    processClusterExternalSecret: false,
    processClusterGenerator: false,
    ...withoutPush.process,
    openshiftFinalizers: false,
    serviceAccount: { name: EXTERNAL_SECRETS.serviceAccount },
    rbac: {
      // The chart would let it make tokens of every service account in the cluster; see ownToken.
      serviceAccountTokenCreate: false,
      servicebindings: { create: false },
    },
    leaderElect: highAvailability,
    ...replicas(highAvailability),
    resources: resources("128Mi", "512Mi"),
    webhook: { ...replicas(highAvailability), resources: resources("64Mi", "256Mi") },
    certController: { ...replicas(highAvailability), resources: resources("64Mi", "256Mi") },
    serviceMonitor: { enabled: has("prometheus-crds"), renderMode: "alwaysRender" },
  }),
  manifests: ownToken,
});

const withoutPush = {
  crds: { createPushSecret: false, createClusterPushSecret: false },
  process: { processPushSecret: false, processClusterPushSecret: false },
};

function replicas(highAvailability: boolean): Values {
  return highAvailability
    ? {
        replicaCount: 2,
        podDisruptionBudget: { enabled: true, minAvailable: 1 },
      }
    : { replicaCount: 1 };
}

function resources(memory: string, limit: string): Values {
  return { requests: { cpu: "20m", memory }, limits: { memory: limit } };
}

/** The right to make tokens of the one service account that logs in to Vault. */
function ownToken(): KubernetesObject[] {
  const { namespace, serviceAccount } = EXTERNAL_SECRETS;
  const metadata = { name: "external-secrets-token", namespace };
  return [
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata,
      rules: [
        { apiGroups: [""], resources: ["serviceaccounts/token"], resourceNames: [serviceAccount], verbs: ["create"] },
      ],
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      metadata,
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: metadata.name },
      subjects: [{ kind: "ServiceAccount", name: serviceAccount, namespace }],
    },
  ];
}
