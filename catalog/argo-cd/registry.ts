import * as objects from "../../constructs/gitops/argo-cd-objects";
import { factsIn, type FactDefinitions } from "../../constructs/gitops/cluster-facts";
import type { Values } from "../../constructs/gitops/values";
import { toYaml } from "../../constructs/gitops/yaml";
import type { Application } from "../applications";
import type { VirtualCluster } from "../clusters";
import { documents, generatedFiles, type RegistryFiles } from "../generated";
import type { Installation } from "../installation";
import type { Inventory } from "../inventory";
import type { KubernetesObject } from "../kubernetes";
import { namespaceObject } from "../namespaces";
import { tenantGuards } from "../tenant-guards";
import { tenantObjects } from "../tenants";
import { applicationObject, chartSource, folderSource } from "./application";
import { helmTemplate } from "./helm-template";
import { projectOf, projects } from "./projects";

/** Namespaces come after projects and before every component, and go after them. */
const NAMESPACE_WAVE = -90;

/** Virtual clusters come after every component, and applications after those. */
const CLUSTER_WAVE = 100;
const APPLICATION_WAVE = 200;

/**
 * The folder of an environment with Argo CD: a small Helm chart, because the root Application gives it the cluster
 * facts. It holds one plain Application a component, in the order of waves; what a component has beside its chart lies
 * in a folder of its own below `manifests/`.
 */
export function renderArgoCd(inventory: Inventory): RegistryFiles {
  const { environment, bootstrap, facts, definitions, tenants } = inventory;
  const namespaces = inventory.namespaces
    .filter(({ name }) => name !== bootstrap.namespace)
    .map((one) => namespaceObject(one, { ...objects.wave(NAMESPACE_WAVE), ...(one.keep ? objects.KEEP : {}) }));
  const files: Record<string, string> = {
    "Chart.yaml": chartFile(environment.name),
    "values.yaml": declaredFacts(facts, definitions),
    "templates/projects.yaml": documents(projects(inventory), helmTemplate),
    "templates/root.yaml": helmTemplate(objects.rootApplication(bootstrap)),
  };
  if (namespaces.length > 0) files["templates/namespaces.yaml"] = documents(namespaces, helmTemplate);
  const guards = tenantGuards(tenants, "argocd").map((one) => withAnnotations(one, objects.wave(NAMESPACE_WAVE)));
  if (guards.length > 0) files["templates/tenants.yaml"] = documents(guards, helmTemplate);
  for (const tenant of tenants) {
    // What a tenant stored outlives its entry in the environment file, as with Flux.
    const kept = (one: KubernetesObject) => (one.kind === "Namespace" ? objects.KEEP : {});
    const all = tenantObjects(tenant).map((one) =>
      withAnnotations(one, { ...objects.wave(NAMESPACE_WAVE), ...kept(one) }),
    );
    files[`templates/tenants/${tenant.name}.yaml`] = documents(all, helmTemplate);
  }
  const brought = [
    ...inventory.installations.map((one) => componentApplication(one, inventory)),
    ...inventory.clusters.map((one) => clusterApplication(one, inventory)),
  ];
  for (const { kind, application, manifests } of brought) {
    const { name } = application.metadata;
    files[`templates/${kind}/${name}.yaml`] = helmTemplate(application);
    Object.assign(files, manifestFiles(name, manifests, definitions));
  }
  for (const application of inventory.applications) {
    files[`templates/applications/${application.name}.yaml`] = helmTemplate(ownApplication(application, inventory));
  }
  return generatedFiles(bootstrap.path, environment.name, files);
}

/** An Application of the platform's own and the objects of its folder. */
interface Brought {
  /** Folder of its Application among the templates. */
  readonly kind: "components" | "clusters";
  readonly application: KubernetesObject;
  readonly manifests: readonly KubernetesObject[];
}

function componentApplication(installation: Installation, { bootstrap, definitions }: Inventory): Brought {
  const { name, component, chart, namespace, values, manifests, wave } = installation;
  const folder = manifests.length === 0 ? [] : [folderSource(bootstrap, folderOf(name), manifests, definitions)];
  const { keep, serverSideApply, ignoreDifferences } = component;
  const props = { name, project: objects.PLATFORM_PROJECT, wave, namespace, keep, serverSideApply, ignoreDifferences };
  const sources = [...(chart === undefined ? [] : [chartSource(chart, name, values)]), ...folder];
  return { kind: "components", application: applicationObject({ ...props, sources }, bootstrap), manifests };
}

function clusterApplication(cluster: VirtualCluster, { bootstrap, definitions }: Inventory): Brought {
  const { name, namespace, chart, values, manifests } = cluster;
  const sources = [chartSource(chart, name, values), folderSource(bootstrap, folderOf(name), manifests, definitions)];
  const props = { name, project: objects.PLATFORM_PROJECT, wave: CLUSTER_WAVE, namespace, sources };
  return { kind: "clusters", application: applicationObject(props, bootstrap), manifests };
}

function ownApplication(application: Application, { bootstrap, clusters }: Inventory): KubernetesObject {
  const { name, source, namespace, cluster, images } = application;
  const server = clusters.find((one) => one.name === cluster)?.server;
  const tags = images.map(({ repository, tag }) => `${repository}:${tag}`);
  const from =
    source.kind === "chart"
      ? chartSource(source.chart, name, source.values)
      : {
          repoURL: source.repository,
          targetRevision: source.revision,
          path: source.path,
          ...(tags.length > 0 ? { kustomize: { images: tags } } : {}),
        };
  const wave = APPLICATION_WAVE + application.wave;
  const createNamespace = cluster !== undefined;
  const props = { name, project: projectOf(application), wave, namespace, server, createNamespace, sources: [from] };
  return applicationObject(props, bootstrap);
}

function folderOf(name: string): string {
  return `manifests/${name}`;
}

/** Objects as they are, or as the templates of a chart where a cluster fact has to be put in. */
function manifestFiles(
  name: string,
  manifests: readonly KubernetesObject[],
  definitions: FactDefinitions,
): RegistryFiles {
  if (manifests.length === 0) return {};
  const folder = folderOf(name);
  const facts = factsIn(manifests);
  if (facts.length === 0) return { [`${folder}/objects.yaml`]: documents(manifests) };
  return {
    [`${folder}/Chart.yaml`]: chartFile(name),
    [`${folder}/values.yaml`]: declaredFacts(facts, definitions),
    [`${folder}/templates/objects.yaml`]: documents(manifests, helmTemplate),
  };
}

function withAnnotations(object: KubernetesObject, annotations: Values): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, annotations } };
}

function chartFile(name: string): string {
  return toYaml({ apiVersion: "v2", name, version: "1.0.0" });
}

function declaredFacts(names: readonly string[], definitions: FactDefinitions): string {
  if (names.length === 0) return "# Nothing here is known only to the cloud.\nfacts: {}\n";
  const lines = names.flatMap((name) => [`  # ${definitions[name]?.description ?? ""}`, `  ${name}: ""`]);
  return ["# Given by the bootstrap as parameters of the root Application.", "facts:", ...lines, ""].join("\n");
}
