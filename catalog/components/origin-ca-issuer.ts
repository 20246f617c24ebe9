import { NO_OPTIONS, component } from "../define";
import type { KubernetesObject } from "../kubernetes";
import { originIssuerCrd } from "./origin-ca-issuer/crd";

const TOKEN = { name: "cloudflare-origin", key: "api-token" } as const;

/** Certificates that Cloudflare signs for itself: it alone trusts them, so it must stand before every name. */
export const originCaIssuer = component({
  name: "origin-ca-issuer",
  summary: "Certificates of Cloudflare's Origin CA, for names that Cloudflare stands before.",
  group: "certificates",
  chart: { repository: "oci://ghcr.io/cloudflare/origin-ca-issuer-charts", name: "origin-ca-issuer" },
  namespace: "cert-manager",
  podSecurity: "restricted",
  dependsOn: { "cert-manager": ">=1.15.0" },
  options: NO_OPTIONS,
  // Argo CD knows cert-manager's issuers, not this one.
  health: [
    {
      apiVersion: "cert-manager.k8s.cloudflare.com/v1",
      kind: "ClusterOriginIssuer",
      upWhen: { condition: "Ready" },
    },
  ],
  values: () => ({
    controller: {
      resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } },
      securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: "RuntimeDefault" } },
      containerSecurityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      },
    },
  }),
  mistakes: ({ dns }) => (dns?.provider === "cloudflare" && dns.proxied ? [] : [{ message: NOT_PROXIED }]),
  secrets: () => [
    { name: TOKEN.name, data: { [TOKEN.key]: { path: "platform/cloudflare", property: "origin-ca-token" } } },
  ],
  manifests: () => {
    // The controller watches both kinds and the chart brings neither.
    return [originIssuerCrd("OriginIssuer", "Namespaced"), originIssuerCrd("ClusterOriginIssuer", "Cluster"), platform];
  },
});

const NOT_PROXIED =
  "only Cloudflare trusts its certificates, and it doesn't stand before this environment; " +
  "set dns.provider: cloudflare and dns.proxied: true, or leave the component out.";

const platform: KubernetesObject = {
  apiVersion: "cert-manager.k8s.cloudflare.com/v1",
  kind: "ClusterOriginIssuer",
  metadata: { name: "platform" },
  spec: { requestType: "OriginECC", auth: { tokenRef: TOKEN } },
};
