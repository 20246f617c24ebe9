import { HELM_ACCOUNT, KUSTOMIZE_ACCOUNT } from "../../../constructs/gitops/flux-objects";

/** The accounts and rights that Flux's chart makes: the release of the test brings no templates. */
export function chartAccounts(namespace: string): string {
  const accounts = [KUSTOMIZE_ACCOUNT, HELM_ACCOUNT];
  const items = [
    ...accounts.map((name) => ({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace } })),
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: "cluster-reconciler" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
      subjects: accounts.map((name) => ({ kind: "ServiceAccount", name, namespace })),
    },
  ];
  return JSON.stringify({ apiVersion: "v1", kind: "List", items });
}
