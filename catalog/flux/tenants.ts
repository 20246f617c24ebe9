import * as flux from "../../constructs/gitops/flux-objects";
import type { Values } from "../../constructs/gitops/values";
import type { Inventory } from "../inventory";
import type { KubernetesObject } from "../kubernetes";
import { tenantObjects, type Tenant } from "../tenants";

/** The account by which Flux acts for a tenant, in the tenant's own namespace. */
export const TENANT_ACCOUNT = "tenant";

/** The account by which Flux acts for a tenant's folders of the platform's repository, which only its own namespace may read. */
export function platformAccount(tenant: string): string {
  return `tenant-${tenant}`;
}

/** A tenant with Flux: its namespace and bounds, and accounts that have rights in this namespace alone. */
export function tenantFile(tenant: Tenant, { bootstrap }: Inventory): KubernetesObject[] {
  const { name, namespace } = tenant;
  const accounts = [
    { name: TENANT_ACCOUNT, namespace },
    { name: platformAccount(name), namespace: bootstrap.namespace },
  ];
  return [
    ...tenantObjects(tenant).map((object) => (object.kind === "Namespace" ? kept(object) : object)),
    ...accounts.map((metadata) => ({ apiVersion: "v1", kind: "ServiceAccount", metadata })),
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      metadata: { name: "tenant-flux", namespace },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "admin" },
      subjects: accounts.map((account): Values => ({ kind: "ServiceAccount", ...account })),
    },
  ];
}

function kept(object: KubernetesObject): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, annotations: flux.KEEP } };
}
