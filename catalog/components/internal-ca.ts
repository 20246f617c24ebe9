import type { Values } from "../../constructs/gitops/values";
import { NO_OPTIONS, component } from "../define";
import type { KubernetesObject } from "../kubernetes";

const NAMESPACE = "cert-manager";

/** The Secret with the authority's certificate and key. */
export const INTERNAL_CA = "internal-ca";

/** The environment's own authority, for names inside the cluster. It needs no secret and no DNS, so Vault can wait for it. */
export const internalCa = component({
  name: "internal-ca",
  summary: "The environment's own certificate authority, for names inside the cluster.",
  group: "certificates",
  namespace: NAMESPACE,
  podSecurity: "restricted",
  dependsOn: { "cert-manager": ">=1.15.0" },
  options: NO_OPTIONS,
  manifests: () => [clusterIssuer("internal-root", { selfSigned: {} }), authority, internalIssuer("internal")],
});

/** An issuer that signs with the environment's own authority. */
export function internalIssuer(name: string): KubernetesObject {
  return clusterIssuer(name, { ca: { secretName: INTERNAL_CA } });
}

/** An issuer for every namespace. */
export function clusterIssuer(name: string, spec: Values): KubernetesObject {
  return { apiVersion: "cert-manager.io/v1", kind: "ClusterIssuer", metadata: { name }, spec };
}

const authority: KubernetesObject = {
  apiVersion: "cert-manager.io/v1",
  kind: "Certificate",
  metadata: { name: INTERNAL_CA, namespace: NAMESPACE },
  spec: {
    isCA: true,
    commonName: "Platform internal CA",
    secretName: INTERNAL_CA,
    duration: "87600h",
    renewBefore: "8760h",
    // The same key in the renewed certificate: who trusts the old one trusts what is signed under the new one.
    privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Never" },
    issuerRef: { group: "cert-manager.io", kind: "ClusterIssuer", name: "internal-root" },
  },
};
