import * as flux from "../../constructs/gitops/flux-objects";
import type { Values } from "../../constructs/gitops/values";
import { toYaml } from "../../constructs/gitops/yaml";
import type { Application, ApplicationSource } from "../applications";
import { documents, type RegistryFiles } from "../generated";
import type { Inventory } from "../inventory";
import type { KubernetesObject } from "../kubernetes";
import { chartSource, helmRelease } from "./release";
import { platformAccount, TENANT_ACCOUNT } from "./tenants";
import { kustomization, unitFiles } from "./unit";

/** The folder of the registry with the Kustomizations of applications. */
const FOLDER = "applications";

/**
 * The files of an application. It waits for every component and for the applications that it names.
 *
 * A tenant's chart, or folder of another repository, is described by objects in the tenant's namespace, which Flux
 * handles by the tenant's own account. A folder of the platform's repository is read where that repository and its
 * credential are, by an account with rights in the tenant's namespace alone.
 */
export function applicationFiles(application: Application, inventory: Inventory): RegistryFiles {
  const { bootstrap, installations, tenants } = inventory;
  const { name, source, tenant } = application;
  const dependsOn = [...installations.map((one) => one.name), ...application.dependsOn].sort();
  const home = tenants.find((one) => one.name === tenant)?.namespace ?? bootstrap.namespace;
  if (source.kind === "chart") {
    const account = tenant === undefined ? flux.HELM_ACCOUNT : TENANT_ACCOUNT;
    const { chart, values } = source;
    const props = { name, namespace: home, targetNamespace: application.namespace, account, chart, values };
    const files = { source: [chartSource(props)], release: [helmRelease(props)] };
    return unitFiles({ name, dependsOn, files }, FOLDER, bootstrap);
  }
  const content = { path: source.path, targetNamespace: application.namespace, ...images(application) };
  if (source.own) {
    const account = tenant === undefined ? flux.KUSTOMIZE_ACCOUNT : platformAccount(tenant);
    const spec = { ...content, dependsOn, serviceAccountName: account };
    return { [`${FOLDER}/${name}.yaml`]: toYaml(kustomization(name, bootstrap.namespace, spec)) };
  }
  const repository = gitRepository(name, home, source);
  const sourceRef = { kind: "GitRepository", name };
  if (tenant === undefined) {
    const spec = { ...content, dependsOn, sourceRef };
    return { [`${FOLDER}/${name}.yaml`]: documents([repository, kustomization(name, home, spec)]) };
  }
  const spec = { ...content, dependsOn: [], sourceRef, serviceAccountName: TENANT_ACCOUNT };
  const files = { source: [repository], objects: [kustomization(name, home, spec)] };
  return unitFiles({ name, dependsOn, files }, FOLDER, bootstrap);
}

function gitRepository(
  name: string,
  namespace: string,
  { repository, revision }: Extract<ApplicationSource, { readonly kind: "folder" }>,
): KubernetesObject {
  return {
    apiVersion: "source.toolkit.fluxcd.io/v1",
    kind: "GitRepository",
    metadata: { name, namespace },
    spec: { interval: "1m", url: flux.fluxUrl(repository), ref: flux.gitReference(revision) },
  };
}

function images({ images: all }: Application): Values {
  if (all.length === 0) return {};
  return { images: all.map(({ repository, tag }) => ({ name: repository, newTag: tag })) };
}
