import type { Values } from "../constructs/gitops/values";
import type { KubernetesObject } from "./kubernetes";
import { TENANT_LABEL, type Tenant } from "./tenants";

/** Who sets a tenant's bounds: the engines, Kubernetes' own controllers, and people with every right. */
const PLATFORM = [
  'request.userInfo.username == "system:serviceaccount:argocd:argocd-application-controller"',
  'request.userInfo.username == "system:serviceaccount:flux-system:kustomize-controller"',
  'request.userInfo.username.startsWith("system:serviceaccount:kube-system:")',
  '"system:masters" in request.userInfo.groups',
].join(" || ");

/** Repositories that Flux reads, by the kinds that name them. */
const SOURCES = ["gitrepositories", "helmrepositories", "ocirepositories", "buckets"];

/**
 * What keeps tenants within their bounds although `admin`, their role, may change NetworkPolicies and, where Flux is,
 * name repositories of their own. NetworkPolicies add up, so one of a tenant's could open what the platform closed.
 */
export function tenantGuards(tenants: readonly Tenant[], engine: "argocd" | "flux"): KubernetesObject[] {
  if (tenants.length === 0) return [];
  const sources = engine === "flux" ? tenants.flatMap(sourcesGuard) : [];
  return [...networkGuard(), ...sources];
}

function networkGuard(): KubernetesObject[] {
  const rule = { apiGroups: ["networking.k8s.io"], apiVersions: ["*"], resources: ["networkpolicies"] };
  return guard(
    "tenant-network",
    { ...rule, operations: ["CREATE", "UPDATE", "DELETE"] },
    { matchExpressions: [{ key: TENANT_LABEL, operator: "Exists" }] },
    [
      {
        expression: `${PLATFORM} || oldObject == null || !has(oldObject.metadata.labels) || !("${TENANT_LABEL}" in oldObject.metadata.labels)`,
        message: "This NetworkPolicy is the platform's: it follows from tenants in the environment file.",
      },
      {
        expression: `${PLATFORM} || object == null || !has(object.spec.egress) || size(object.spec.egress) == 0`,
        message: "What a tenant's pods may reach stands in the environment file: tenants.<name>.egress.",
      },
    ],
  );
}

function sourcesGuard({ name, namespace, sources }: Tenant): KubernetesObject[] {
  const rule = { apiGroups: ["source.toolkit.fluxcd.io"], apiVersions: ["*"], resources: SOURCES };
  const allowed = JSON.stringify([...sources].sort());
  return guard(
    `tenant-${name}-sources`,
    { ...rule, operations: ["CREATE", "UPDATE"] },
    { matchLabels: { "kubernetes.io/metadata.name": namespace } },
    [
      {
        expression: `${PLATFORM} || (has(object.spec.url) && object.spec.url in ${allowed})`,
        message: `Repositories of the tenant ${name} stand in the environment file: tenants.${name}.sources.`,
      },
    ],
  );
}

/** A policy that the API server itself keeps, and where: it needs no controller and no webhook. */
function guard(
  name: string,
  rule: Values,
  namespaceSelector: Values,
  validations: readonly { readonly expression: string; readonly message: string }[],
): KubernetesObject[] {
  const apiVersion = "admissionregistration.k8s.io/v1";
  return [
    {
      apiVersion,
      kind: "ValidatingAdmissionPolicy",
      metadata: { name },
      spec: {
        failurePolicy: "Fail",
        matchConstraints: { resourceRules: [{ scope: "*", ...rule }] },
        validations: validations.map((one) => ({ ...one, reason: "Forbidden" })),
      },
    },
    {
      apiVersion,
      kind: "ValidatingAdmissionPolicyBinding",
      metadata: { name },
      spec: { policyName: name, validationActions: ["Deny"], matchResources: { namespaceSelector } },
    },
  ];
}
