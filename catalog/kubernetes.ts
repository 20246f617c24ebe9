import type { KubernetesObject } from "../constructs/gitops/kubernetes-object";

export type { KubernetesObject, ObjectMetadata } from "../constructs/gitops/kubernetes-object";

/** A key in Vault's key-value store, by the path of the secret and the property in it. */
export interface SecretKey {
  /** Path below the mount, `platform/cloudflare` for instance. */
  readonly path: string;
  readonly property: string;
}

/** A Secret that External Secrets makes in the cluster from what Vault holds. */
export interface SecretSpec {
  /** Name of the Kubernetes Secret. */
  readonly name: string;
  /** @default the component's namespace */
  readonly namespace?: string;
  /** Labels of the Secret, where its reader looks for one. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Keys of the Secret. */
  readonly data: Readonly<Record<string, SecretKey>>;
  /**
   * The Secret's keys as External Secrets templates of `data`, where the reader wants a form of its own.
   * @default the keys of `data` as they are
   */
  readonly template?: Readonly<Record<string, string>>;
}

/** Name of the ClusterSecretStore that the component secret-store makes. */
export const SECRET_STORE = "vault";

/**
 * What the API server fills in within a list. Written out, since Argo CD compares the lists of custom resources whole
 * and would see a difference for ever.
 */
const REMOTE_DEFAULTS = { conversionStrategy: "Default", decodingStrategy: "None", metadataPolicy: "None" } as const;

/** The ExternalSecret of a specification, looked up again every hour. */
export function externalSecret(spec: SecretSpec, namespace: string): KubernetesObject {
  const { name, data, labels, template } = spec;
  return {
    apiVersion: "external-secrets.io/v1",
    kind: "ExternalSecret",
    metadata: { name, namespace: spec.namespace ?? namespace },
    spec: {
      refreshInterval: "1h",
      secretStoreRef: { kind: "ClusterSecretStore", name: SECRET_STORE },
      target: {
        name,
        ...(labels === undefined && template === undefined
          ? {}
          : {
              template: {
                ...(labels === undefined ? {} : { metadata: { labels } }),
                ...(template === undefined ? {} : { data: template }),
              },
            }),
      },
      data: Object.entries(data).map(([secretKey, { path, property }]) => ({
        secretKey,
        remoteRef: { key: path, property, ...REMOTE_DEFAULTS },
      })),
    },
  };
}
