import type { Environment } from "../config";
import { nameServerOf } from "./name-server";
import { EXTERNAL_SECRETS } from "./components/external-secrets";
import { OPEN_TO_ROUTES } from "./components/gateway/names";
import type { KubernetesObject } from "./kubernetes";
import { namespaceObject } from "./namespaces";
import { networkPolicies } from "./network-policies";

type Entry = Environment["tenants"][string];

/** A team with a namespace of its own: what it may use, who of it may do what, and what its pods may reach. */
export interface Tenant extends Entry {
  readonly name: string;
  readonly namespace: string;
  /** Address of the environment's name server, where it is no pod. */
  readonly nameServer?: string;
}

/** Label of a namespace: the tenant that it belongs to. */
export const TENANT_LABEL = "platform/tenant";

/** The tenants of an environment, in the order of names. */
export function tenantsOf(environment: Environment): Tenant[] {
  const nameServer = nameServerOf(environment);
  return Object.entries(environment.tenants)
    .map(([name, entry]) => ({
      ...entry,
      name,
      namespace: entry.namespace ?? name,
      ...(nameServer === undefined ? {} : { nameServer }),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The namespace of a tenant and everything that bounds it, the same for either engine. */
export function tenantObjects(tenant: Tenant): KubernetesObject[] {
  const { name, namespace, quota } = tenant;
  return [
    namespaceObject({
      name: namespace,
      podSecurity: "restricted",
      keep: true,
      labels: { [TENANT_LABEL]: name, ...OPEN_TO_ROUTES },
    }),
    {
      apiVersion: "v1",
      kind: "ResourceQuota",
      metadata: { name: "tenant", namespace },
      spec: {
        hard: {
          "requests.cpu": quota.cpu,
          "requests.memory": quota.memory,
          "limits.memory": quota.memory,
          "requests.storage": quota.storage,
          pods: String(quota.pods),
          // Each costs an address or a port of every node; traffic comes through the gateway.
          "services.loadbalancers": "0",
          "services.nodeports": "0",
        },
      },
    },
    {
      apiVersion: "v1",
      kind: "LimitRange",
      metadata: { name: "tenant", namespace },
      spec: {
        // A quota refuses pods that say nothing; these get a small share.
        limits: [{ type: "Container", defaultRequest: { cpu: "50m", memory: "64Mi" }, default: { memory: "256Mi" } }],
      },
    },
    ...networkPolicies(namespace, tenant.egress, { [TENANT_LABEL]: name }, tenant.nameServer),
    ...groupBinding(tenant, "admins", "admin"),
    ...groupBinding(tenant, "viewers", "view"),
    ...storeAccounts(namespace),
  ];
}

/** External Secrets may act as the tenant's own accounts: so its SecretStores log in to Vault as themselves. */
function storeAccounts(namespace: string): KubernetesObject[] {
  const metadata = { name: "tenant-secret-stores", namespace };
  const { serviceAccount, namespace: home } = EXTERNAL_SECRETS;
  return [
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata,
      rules: [{ apiGroups: [""], resources: ["serviceaccounts/token"], verbs: ["create"] }],
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      metadata,
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: metadata.name },
      subjects: [{ kind: "ServiceAccount", name: serviceAccount, namespace: home }],
    },
  ];
}

/** `admin` and `view` are Kubernetes' own roles: an admin may do everything in the namespace but change its quota. */
function groupBinding(tenant: Tenant, who: "admins" | "viewers", role: string): KubernetesObject[] {
  if (tenant[who].length === 0) return [];
  return [
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      metadata: { name: `tenant-${who}`, namespace: tenant.namespace },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role },
      subjects: tenant[who].map((group) => ({ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: group })),
    },
  ];
}
