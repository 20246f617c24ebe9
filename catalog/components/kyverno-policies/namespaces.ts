import type { Values } from "../../../constructs/gitops/values";
import type { Surroundings } from "../../surroundings";

/** Namespaces of the platform's own components: charts of others run there, chosen and pinned by the catalog. */
export const PLATFORM_NAMESPACES: readonly string[] = [
  "argocd",
  "atlantis",
  "cert-manager",
  "envoy-gateway-system",
  "external-dns",
  "external-secrets",
  "flux-system",
  "gateway",
  "kyverno",
  "monitoring",
  "storage",
  "vault",
  "velero",
];

/** Namespaces that Kubernetes or the cloud fill themselves: nobody here could mend what is found in them. */
export function systemNamespaces({ cloud }: Surroundings): string[] {
  const own = ["kube-node-lease", "kube-public", "kube-system"];
  if (cloud.kind === "aws") return [...own, "amazon-cloudwatch", "amazon-guardduty"];
  if (cloud.kind === "azure") return [...own, "aks-command", "calico-system", "gatekeeper-system", "tigera-operator"];
  return own;
}

/** Label of a namespace: the Pod Security Standard that Kubernetes enforces in it. The registry writes it. */
const STANDARD = "pod-security.kubernetes.io/enforce";

/** Every namespace but these. */
export function outside(namespaces: readonly string[]): Values {
  return { key: "kubernetes.io/metadata.name", operator: "NotIn", values: [...namespaces].sort() };
}

/** Every namespace that does not say that it needs less: one that says nothing is judged. */
export function unlessLabelled(standards: readonly string[]): Values {
  return { key: STANDARD, operator: "NotIn", values: standards };
}
