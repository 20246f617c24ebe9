import { z } from "zod";
import { field } from "../../config/schema/field";
import type { Values } from "../../constructs/gitops/values";
import type { ComponentContext, Mistake } from "../component";
import { component } from "../define";
import { SECRET_STORE } from "../kubernetes";
import { TENANT_LABEL } from "../tenants";
import { EXTERNAL_SECRETS } from "./external-secrets";
import { VAULT_ADDRESS, VAULT_AUDIENCE, VAULT_NAMESPACE, VAULT_TLS_SECRET } from "./vault/names";

const secretStoreOptions = z.strictObject({
  address: field(
    z.string().regex(/^https:\/\/[a-z0-9.-]+(:\d{1,5})?$/, "is not an https:// address without a path."),
    "Address of another environment's Vault, by default the one in this cluster",
    "https://vault.example.org",
  ).optional(),
  caBundle: field(
    z
      .string()
      .regex(/^-----BEGIN CERTIFICATE-----\n[\s\S]+-----END CERTIFICATE-----\n?$/, "is not a certificate in PEM."),
    "Certificate (PEM) that the one at `address` is signed by, by default any that the public trusts",
  ).optional(),
  authMount: field(
    z.string().regex(/^[a-z0-9]([a-z0-9/_-]*[a-z0-9])?$/, "is not a path of Vault such as kubernetes-edge."),
    "Mount of Vault's kubernetes auth for this cluster, kubernetes by default",
    "kubernetes-edge-eu",
  ).default("kubernetes"),
});

/** The store `vault`, which every ExternalSecret of the platform reads from. */
export const secretStore = component({
  name: "secret-store",
  summary: "Says where External Secrets finds Vault, and as whom it reads from it.",
  group: "secrets",
  namespace: EXTERNAL_SECRETS.namespace,
  podSecurity: "restricted",
  dependsOn: { "external-secrets": "*" },
  // An environment may use another one's Vault.
  after: ["vault"],
  options: secretStoreOptions,
  mistakes,
  manifests: ({ options }) => [
    {
      apiVersion: "external-secrets.io/v1",
      kind: "ClusterSecretStore",
      metadata: { name: SECRET_STORE },
      spec: {
        // Tenants make stores of their own: by this one they would read what is the platform's.
        conditions: [{ namespaceSelector: { matchExpressions: [{ key: TENANT_LABEL, operator: "DoesNotExist" }] } }],
        provider: {
          vault: {
            ...server(options),
            path: "secret",
            version: "v2",
            auth: {
              kubernetes: {
                mountPath: options.authMount,
                role: "external-secrets",
                serviceAccountRef: {
                  name: EXTERNAL_SECRETS.serviceAccount,
                  namespace: EXTERNAL_SECRETS.namespace,
                  audiences: [VAULT_AUDIENCE],
                },
              },
            },
          },
        },
      },
    },
  ],
});

function server({ address, caBundle }: z.output<typeof secretStoreOptions>): Values {
  if (address === undefined) {
    return {
      server: VAULT_ADDRESS,
      caProvider: { type: "Secret", namespace: VAULT_NAMESPACE, name: VAULT_TLS_SECRET, key: "ca.crt" },
    };
  }
  return {
    server: address,
    ...(caBundle === undefined ? {} : { caBundle: Buffer.from(caBundle).toString("base64") }),
  };
}

function mistakes({ options, has }: ComponentContext<z.output<typeof secretStoreOptions>>): Mistake[] {
  const { address, caBundle } = options;
  if (address !== undefined) return [];
  return [
    ...(has("vault") ? [] : [{ message: "has no Vault to read from; add the component vault, or write address." }]),
    ...(caBundle === undefined
      ? []
      : [{ option: "caBundle", message: "is of no use without address: the Vault in the cluster is known." }]),
  ];
}
