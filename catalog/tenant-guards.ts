import { guard, writing } from "./guard";
import type { KubernetesObject } from "./kubernetes";
import { kindGuards } from "./tenant-kinds";
import { TENANT_LABEL, type Tenant } from "./tenants";

/** Who sets a tenant's bounds: the engines, Kubernetes' own controllers, and people with every right. */
const PLATFORM = [
  'request.userInfo.username == "system:serviceaccount:argocd:argocd-application-controller"',
  'request.userInfo.username == "system:serviceaccount:flux-system:kustomize-controller"',
  'request.userInfo.username.startsWith("system:serviceaccount:kube-system:")',
  '"system:masters" in request.userInfo.groups',
  // Clouds give administrators every right without that group. Rights within a namespace alone don't reach this far.
  'authorizer.group("").resource("namespaces").check("create").allowed()',
].join(" || ");

/** Every tenant's namespace. */
const TENANTS = { matchExpressions: [{ key: TENANT_LABEL, operator: "Exists" }] };

/** Repositories that Flux reads, by the kinds that name them. */
const SOURCES = ["gitrepositories", "helmrepositories", "ocirepositories", "buckets"];

/**
 * What keeps tenants within their bounds although `admin`, their role, may change NetworkPolicies and, where Flux is,
 * name repositories of their own. NetworkPolicies add up, so one of a tenant's could open what the platform closed.
 */
export function tenantGuards(tenants: readonly Tenant[], engine: "argocd" | "flux"): KubernetesObject[] {
  if (tenants.length === 0) return [];
  const sources = engine === "flux" ? tenants.flatMap(sourcesGuard) : [];
  return [...namespaceGuards(), ...networkGuard(), ...kindGuards(TENANTS), ...sources];
}

/**
 * Whoever is given every right within the namespace could lift its Pod Security Standard by a label, or its quota; and
 * Argo CD, which brings a tenant's roles, may give any.
 */
function namespaceGuards(): KubernetesObject[] {
  const core = { apiGroups: [""], apiVersions: ["*"] };
  const message = "The bounds of a tenant's namespace are the platform's: they follow from the environment file.";
  return [
    // Not by the selector: that looks at the labels as they would be.
    ...guard(
      "tenant-namespace",
      [{ ...core, scope: "Cluster", operations: ["UPDATE", "DELETE"], resources: ["namespaces"] }],
      {},
      [{ expression: `!oldObject.metadata.?labels[?"${TENANT_LABEL}"].hasValue() || ${PLATFORM}`, message }],
    ),
    ...guard(
      "tenant-quota",
      [{ ...core, operations: ["CREATE", "UPDATE", "DELETE"], resources: ["limitranges", "resourcequotas"] }],
      TENANTS,
      [{ expression: PLATFORM, message }],
    ),
  ];
}

function networkGuard(): KubernetesObject[] {
  const rule = { apiGroups: ["networking.k8s.io"], apiVersions: ["*"], resources: ["networkpolicies"] };
  return guard("tenant-network", [{ ...rule, operations: ["CREATE", "UPDATE", "DELETE"] }], TENANTS, [
    {
      expression: `${PLATFORM} || oldObject == null || !has(oldObject.metadata.labels) || !("${TENANT_LABEL}" in oldObject.metadata.labels)`,
      message: "This NetworkPolicy is the platform's: it follows from tenants in the environment file.",
    },
    {
      expression: `${PLATFORM} || object == null || !has(object.spec.egress) || size(object.spec.egress) == 0`,
      message: "What a tenant's pods may reach stands in the environment file: tenants.<name>.egress.",
    },
  ]);
}

function sourcesGuard({ name, namespace, sources }: Tenant): KubernetesObject[] {
  const allowed = JSON.stringify([...sources].sort());
  return guard(
    `tenant-${name}-sources`,
    [writing("source.toolkit.fluxcd.io", SOURCES)],
    { matchLabels: { "kubernetes.io/metadata.name": namespace } },
    [
      {
        expression: `${PLATFORM} || (has(object.spec.url) && object.spec.url in ${allowed})`,
        message: `Repositories of the tenant ${name} stand in the environment file: tenants.${name}.sources.`,
      },
    ],
  );
}
