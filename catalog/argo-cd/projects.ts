import * as objects from "../../constructs/gitops/argo-cd-objects";
import { repositoryUrl, type Bootstrap } from "../../constructs/gitops/bootstrap";
import type { Values } from "../../constructs/gitops/values";
import type { Application } from "../applications";
import type { Inventory } from "../inventory";
import type { KubernetesObject } from "../kubernetes";
import type { Tenant } from "../tenants";

/** The AppProject of applications that belong to no tenant. */
const APPLICATIONS_PROJECT = "applications";

/** Every AppProject of an environment: what each group of Applications may bring, from where, to where. */
export function projects({ bootstrap, applications, clusters, tenants }: Inventory): KubernetesObject[] {
  const servers = new Map(clusters.map(({ name, server }) => [name, server]));
  const places = (some: readonly Pick<Application, "cluster" | "namespace">[]) =>
    unique(
      some.map(({ cluster, namespace }) => `${servers.get(cluster ?? "") ?? objects.IN_CLUSTER} ${namespace}`),
    ).map((place) => {
      const [server = "", namespace = ""] = place.split(" ");
      return { server, namespace };
    });
  const own = applications.filter(({ tenant }) => tenant === undefined);
  return [
    objects.platformProject(bootstrap),
    objects.defaultProject(bootstrap),
    ...(own.length === 0
      ? []
      : [
          project(bootstrap, APPLICATIONS_PROJECT, {
            description: "Applications of this environment that belong to no tenant.",
            sourceRepos: unique(own.map(sourceRepository)),
            destinations: places(own),
          }),
        ]),
    ...tenants.map((tenant) => {
      const theirs = applications.filter((one) => one.tenant === tenant.name);
      return project(bootstrap, tenantProject(tenant.name), {
        description: `Everything that the tenant ${tenant.name} runs.`,
        sourceRepos: unique([
          ...theirs.map(sourceRepository),
          ...tenant.sources.map((source) => objects.argoCdRepository(tenantSource(source))),
        ]),
        destinations: [
          ...places([...theirs, { namespace: tenant.namespace, cluster: undefined }]),
          // In a virtual cluster of its own a tenant may fill any namespace.
          ...clusters.filter((one) => one.tenant === tenant.name).map(({ server }) => ({ server, namespace: "*" })),
        ],
        // Bounds of the namespace are the platform's; a tenant's Application can't lift them.
        namespaceResourceBlacklist: ["ResourceQuota", "LimitRange"]
          .map((kind) => ({ group: "", kind }))
          .concat({ group: "networking.k8s.io", kind: "NetworkPolicy" }),
        roles: roles(tenant),
      });
    }),
  ];
}

/** The AppProject that an application belongs to. */
export function projectOf({ tenant }: Application): string {
  return tenant === undefined ? APPLICATIONS_PROJECT : tenantProject(tenant);
}

function tenantProject(tenant: string): string {
  return `tenant-${tenant}`;
}

function tenantSource(source: string): string {
  return source.startsWith("oci://") ? source : repositoryUrl(source, "none");
}

function sourceRepository({ source }: Application): string {
  return objects.argoCdRepository(source.kind === "chart" ? source.chart.repository : source.repository);
}

/** A project that may hold objects in its namespaces only: it allows no cluster-wide kind. */
function project(bootstrap: Bootstrap, name: string, spec: Values): KubernetesObject {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "AppProject",
    metadata: { name, namespace: bootstrap.namespace, annotations: objects.wave(objects.PROJECT_WAVE) },
    spec,
  };
}

/** Groups of a tenant see and sync its Applications and none else. */
function roles({ name, admins, viewers }: Tenant): Values[] {
  const scope = `${tenantProject(name)}/*`;
  const policy = (role: string, action: string) =>
    `p, proj:${tenantProject(name)}:${role}, applications, ${action}, ${scope}, allow`;
  return [
    { name: "admin", groups: admins, policies: ["get", "sync", "action/*"].map((action) => policy("admin", action)) },
    { name: "viewer", groups: viewers, policies: [policy("viewer", "get")] },
  ].filter(({ groups }) => groups.length > 0);
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)].sort();
}
