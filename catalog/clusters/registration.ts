import { EXTERNAL_SECRETS } from "../components/external-secrets";
import type { KubernetesObject } from "../kubernetes";

/** A virtual cluster that Argo CD is to know. */
export interface Registered {
  readonly name: string;
  readonly namespace: string;
  readonly server: string;
}

/** Argo CD's namespace, in which it looks for clusters. */
const ARGO_CD = "argocd";

/** The Secret in which vcluster leaves what opens its API server. */
export const credentialsOf = (name: string): string => `vc-${name}`;

/** What Argo CD presents to the API server of a cluster; External Secrets fills in the braces. */
const CONFIG = JSON.stringify({
  tlsClientConfig: {
    insecure: false,
    caData: "{{ .ca | b64enc }}",
    certData: "{{ .certificate | b64enc }}",
    keyData: "{{ .key | b64enc }}",
  },
});

/**
 * The objects by which External Secrets copies the credentials of a virtual cluster to where Argo CD looks for them, now
 * and whenever they are renewed, without a job.
 *
 * The store and its service account live in Argo CD's namespace, and the account may read the one Secret in the
 * cluster's namespace: a ClusterSecretStore would be there for other namespaces too, and an account in the cluster's
 * namespace could be used by whoever may run pods in it.
 * @see https://external-secrets.io/latest/provider/kubernetes/
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#clusters
 */
export function registration(cluster: Registered): KubernetesObject[] {
  const { name, namespace, server } = cluster;
  const reader = `cluster-${name}`;
  const property = (secretKey: string, key: string) => ({
    secretKey,
    remoteRef: {
      key: credentialsOf(name),
      property: key,
      conversionStrategy: "Default",
      decodingStrategy: "None",
      metadataPolicy: "None",
    },
  });
  return [
    {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: reader, namespace: ARGO_CD },
      automountServiceAccountToken: false,
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata: { name: "argocd-registration", namespace },
      rules: [{ apiGroups: [""], resources: ["secrets"], resourceNames: [credentialsOf(name)], verbs: ["get"] }],
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      metadata: { name: "argocd-registration", namespace },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "argocd-registration" },
      subjects: [{ kind: "ServiceAccount", name: reader, namespace: ARGO_CD }],
    },
    // External Secrets acts as the reader by a token of its, and may make tokens of nobody who is not named to it.
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata: { name: reader, namespace: ARGO_CD },
      rules: [{ apiGroups: [""], resources: ["serviceaccounts/token"], resourceNames: [reader], verbs: ["create"] }],
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      metadata: { name: reader, namespace: ARGO_CD },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: reader },
      subjects: [
        { kind: "ServiceAccount", name: EXTERNAL_SECRETS.serviceAccount, namespace: EXTERNAL_SECRETS.namespace },
      ],
    },
    {
      apiVersion: "external-secrets.io/v1",
      kind: "SecretStore",
      metadata: { name: reader, namespace: ARGO_CD },
      spec: {
        provider: {
          kubernetes: {
            remoteNamespace: namespace,
            server: {
              url: "https://kubernetes.default.svc",
              caProvider: { type: "ConfigMap", name: "kube-root-ca.crt", key: "ca.crt" },
            },
            auth: { serviceAccount: { name: reader } },
          },
        },
      },
    },
    {
      apiVersion: "external-secrets.io/v1",
      kind: "ExternalSecret",
      metadata: { name: reader, namespace: ARGO_CD },
      spec: {
        // Also how long a renewed certificate may go unseen.
        refreshInterval: "5m",
        secretStoreRef: { kind: "SecretStore", name: reader },
        target: {
          name: reader,
          creationPolicy: "Owner",
          deletionPolicy: "Retain",
          template: {
            engineVersion: "v2",
            mergePolicy: "Replace",
            metadata: { labels: { "argocd.argoproj.io/secret-type": "cluster" } },
            data: { name, server, config: CONFIG },
          },
        },
        data: [
          property("ca", "certificate-authority"),
          property("certificate", "client-certificate"),
          property("key", "client-key"),
        ],
      },
    },
  ];
}
