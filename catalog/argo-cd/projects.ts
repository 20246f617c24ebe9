import * as objects from "../../constructs/gitops/argo-cd-objects";
import type { Followed } from "../../constructs/gitops/bootstrap";
import type { Values } from "../../constructs/gitops/values";
import type { Application } from "../applications";
import type { VirtualCluster } from "../clusters";
import type { Inventory } from "../inventory";
import type { KubernetesObject } from "../kubernetes";
import type { Tenant } from "../tenants";

/** Every AppProject of an environment: what each group of Applications may bring, from where, to where. */
export function projects(inventory: Inventory): KubernetesObject[] {
  const { bootstrap, applications, clusters, tenants } = inventory;
  const here = applications.filter(({ cluster }) => cluster === undefined);
  const own = here.filter(({ tenant }) => tenant === undefined);
  return [
    objects.platformProject(bootstrap),
    objects.defaultProject(bootstrap),
    ...(own.length === 0
      ? []
      : [
          project(bootstrap, projectName(undefined, undefined), {
            description: "Applications of this environment that belong to no tenant.",
            sourceRepos: unique(own.map(sourceRepository)),
            destinations: namespacesOf(own).map((namespace) => ({ server: objects.ownCluster(bootstrap), namespace })),
          }),
        ]),
    ...tenants.map((tenant) => {
      const name = projectName(tenant.name, undefined);
      const theirs = here.filter((one) => one.tenant === tenant.name);
      return project(bootstrap, name, {
        description: `Everything that the tenant ${tenant.name} runs.`,
        sourceRepos: tenantSources(tenant, theirs),
        destinations: unique([tenant.namespace, ...namespacesOf(theirs)]).map((namespace) => ({
          server: objects.ownCluster(bootstrap),
          namespace,
        })),
        // Bounds of the namespace are the platform's; a tenant's Application can't lift them.
        namespaceResourceBlacklist: ["ResourceQuota", "LimitRange"]
          .map((kind) => ({ group: "", kind }))
          .concat({ group: "networking.k8s.io", kind: "NetworkPolicy" }),
        roles: roles(name, tenant),
      });
    }),
    ...clusters.flatMap((cluster) => [
      ...clusterProject(cluster, undefined, inventory),
      ...tenants.flatMap((tenant) => clusterProject(cluster, tenant, inventory)),
    ]),
  ];
}

/**
 * What somebody brings into a virtual cluster, in a project for it alone: namespaces are made there by the Applications
 * themselves, so the project allows them, and in the environment's own cluster nobody's Applications may touch one.
 */
function clusterProject(
  { name, server, tenant: owner }: VirtualCluster,
  tenant: Tenant | undefined,
  { bootstrap, applications }: Inventory,
): KubernetesObject[] {
  const theirs = applications.filter((one) => one.cluster === name && one.tenant === tenant?.name);
  const owns = tenant !== undefined && tenant.name === owner;
  if (theirs.length === 0 && !owns) return [];
  const who = tenant === undefined ? "belongs to no tenant" : `the tenant ${tenant.name} runs`;
  const projectId = projectName(tenant?.name, name);
  // In a virtual cluster of its own a tenant may fill any namespace.
  const namespaces = owns ? ["*"] : namespacesOf(theirs);
  return [
    project(bootstrap, projectId, {
      description: `Everything in the virtual cluster ${name} that ${who}.`,
      sourceRepos: tenant === undefined ? unique(theirs.map(sourceRepository)) : tenantSources(tenant, theirs),
      destinations: namespaces.map((namespace) => ({ server, namespace })),
      clusterResourceWhitelist: namespaces.map((namespace) => ({ group: "", kind: "Namespace", name: namespace })),
      ...(tenant === undefined ? {} : { roles: roles(projectId, tenant) }),
    }),
  ];
}

/** The AppProject that an application belongs to. */
export function projectOf({ tenant, cluster }: Application): string {
  return projectName(tenant, cluster);
}

/** The dot keeps a tenant's part in a virtual cluster apart from every tenant: no name of one holds any. */
function projectName(tenant: string | undefined, cluster: string | undefined): string {
  const owner = tenant === undefined ? "applications" : `tenant-${tenant}`;
  return cluster === undefined ? owner : `${owner}.${cluster}`;
}

function tenantSources({ sources }: Tenant, theirs: readonly Application[]): string[] {
  return unique([...theirs.map(sourceRepository), ...sources.map(objects.argoCdRepository)]);
}

function sourceRepository({ source }: Application): string {
  return objects.argoCdRepository(source.kind === "chart" ? source.chart.repository : source.repository);
}

function namespacesOf(applications: readonly Application[]): string[] {
  return unique(applications.map(({ namespace }) => namespace));
}

/** A project that may hold objects in its namespaces only: by itself it allows no cluster-wide kind. */
function project(bootstrap: Followed, name: string, spec: Values): KubernetesObject {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "AppProject",
    metadata: { name, namespace: bootstrap.namespace, annotations: objects.wave(objects.PROJECT_WAVE) },
    spec: { ...spec, ...objects.applicationNamespaces(bootstrap) },
  };
}

/** Groups of a tenant see and sync the Applications of its project and none else. */
function roles(name: string, { admins, viewers }: Tenant): Values[] {
  const policy = (role: string, action: string) => `p, proj:${name}:${role}, applications, ${action}, ${name}/*, allow`;
  return [
    { name: "admin", groups: admins, policies: ["get", "sync", "action/*"].map((action) => policy("admin", action)) },
    { name: "viewer", groups: viewers, policies: [policy("viewer", "get")] },
  ].filter(({ groups }) => groups.length > 0);
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)].sort();
}
