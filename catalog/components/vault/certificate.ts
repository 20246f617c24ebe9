import type { KubernetesObject } from "../../kubernetes";
import { VAULT_NAMESPACE, VAULT_TLS_SECRET } from "./names";

/** The servers' certificate, signed by the authority of the cluster; the keeper has Vault read a renewed one. */
export function certificate(): KubernetesObject {
  return {
    apiVersion: "cert-manager.io/v1",
    kind: "Certificate",
    metadata: { name: VAULT_TLS_SECRET, namespace: VAULT_NAMESPACE },
    spec: {
      secretName: VAULT_TLS_SECRET,
      commonName: `vault.${VAULT_NAMESPACE}.svc`,
      duration: "2160h",
      renewBefore: "720h",
      privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" },
      usages: ["digital signature", "server auth"],
      dnsNames: [
        "localhost",
        ...["vault", "vault-active", "vault-standby"].flatMap(serviceNames),
        // One server: how they join each other, and where a standby sends whoever asks it.
        ...serviceNames("*.vault-internal"),
      ],
      ipAddresses: ["127.0.0.1"],
      issuerRef: { group: "cert-manager.io", kind: "ClusterIssuer", name: "internal" },
    },
  };
}

function serviceNames(service: string): string[] {
  const namespaced = `${service}.${VAULT_NAMESPACE}`;
  return [service, namespaced, `${namespaced}.svc`, `${namespaced}.svc.cluster.local`];
}
