import { NO_OPTIONS, component } from "../define";
import { ARGO_CD, OIDC_SECRET } from "./argo-cd/sso";

/**
 * What people need to get at Argo CD: its client of Vault, its certificate, its page. A component of its own, so that
 * Argo CD itself waits for nobody.
 */
export const argoCdSso = component({
  name: "argo-cd-sso",
  summary: "Opens Argo CD's page to people, who log in through Vault.",
  group: "delivery",
  namespace: ARGO_CD.namespace,
  podSecurity: "restricted",
  engine: "argocd",
  dependsOn: { "argo-cd": "*", "internal-ca": "*" },
  options: NO_OPTIONS,
  secrets: () => [
    {
      name: OIDC_SECRET,
      // Argo CD reads values of no Secret that doesn't say it belongs to it.
      labels: { "app.kubernetes.io/part-of": "argocd" },
      data: {
        "client-id": { path: "oidc/argocd", property: "client-id" },
        "client-secret": { path: "oidc/argocd", property: "client-secret" },
      },
    },
  ],
  manifests: () => [
    {
      apiVersion: "cert-manager.io/v1",
      kind: "Certificate",
      metadata: { name: ARGO_CD.tlsSecret, namespace: ARGO_CD.namespace },
      spec: {
        // Argo CD's server takes this Secret by its name, and a renewed one without a restart.
        secretName: ARGO_CD.tlsSecret,
        commonName: ARGO_CD.host,
        dnsNames: ["argocd-server", ARGO_CD.host],
        duration: "2160h",
        renewBefore: "720h",
        privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" },
        usages: ["digital signature", "server auth"],
        issuerRef: { group: "cert-manager.io", kind: "ClusterIssuer", name: "internal" },
      },
    },
  ],
  links: () => [
    {
      name: "Argo CD",
      host: "argocd",
      service: { name: "argocd-server", port: 443, tls: { hostname: ARGO_CD.host, caSecret: ARGO_CD.tlsSecret } },
    },
  ],
});
