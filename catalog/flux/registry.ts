import * as flux from "../../constructs/gitops/flux-objects";
import { toYaml } from "../../constructs/gitops/yaml";
import { documents, generatedFiles, type RegistryFiles } from "../generated";
import type { Inventory } from "../inventory";
import { namespaceObject } from "../namespaces";
import { applicationFiles } from "./applications";
import { componentUnit } from "./components";
import { imageAutomation } from "./images";
import { tenantGuards } from "../tenant-guards";
import { tenantFile } from "./tenants";
import { kustomizeFile, unitFiles } from "./unit";

/**
 * The folder of an environment with Flux. What `kustomization.yaml` lists is applied by the root Kustomization: the
 * namespaces, and one Kustomization a component or application, each with those that it waits for. What these apply
 * lies in a folder of its own below `manifests/`.
 */
export function renderFlux(inventory: Inventory): RegistryFiles {
  const { environment, bootstrap, clusters } = inventory;
  if (clusters.length > 0) throw new Error(`${environment.name}: virtual clusters need Argo CD.`);
  const namespaces = inventory.namespaces
    .filter(({ name }) => name !== bootstrap.namespace)
    .map((one) => namespaceObject(one, one.keep ? flux.KEEP : {}));
  const root = [flux.rootRepository(bootstrap), flux.rootKustomization(bootstrap)];
  const files: Record<string, string> = { "root.yaml": documents(root) };
  if (namespaces.length > 0) files["namespaces.yaml"] = documents(namespaces);
  const guards = tenantGuards(inventory.tenants, "flux");
  if (guards.length > 0) files["tenants.yaml"] = documents(guards);
  for (const tenant of inventory.tenants) {
    files[`tenants/${tenant.name}.yaml`] = documents(tenantFile(tenant, inventory));
  }
  for (const installation of inventory.installations) {
    Object.assign(files, unitFiles(componentUnit(installation, bootstrap.namespace), "components", bootstrap));
  }
  for (const application of inventory.applications) Object.assign(files, applicationFiles(application, inventory));
  const images = imageAutomation(inventory);
  if (images !== undefined) Object.assign(files, unitFiles(images, "components", bootstrap));
  const applied = Object.keys(files).filter((path) => !path.startsWith("manifests/"));
  files["kustomization.yaml"] = toYaml(kustomizeFile(applied));
  return generatedFiles(bootstrap.path, environment.name, files);
}
