import { toYaml } from "../constructs/gitops/yaml";
import type { KubernetesObject } from "./kubernetes";

/** Files by their path in the repository. */
export type RegistryFiles = Readonly<Record<string, string>>;

/** The lines that every generated file begins with. */
export function header(environment: string): string {
  return [
    `# Generated from environments/${environment}.yaml and catalog/ by: npm run platform -- registry`,
    "# Change those and run it again; what is written here by hand is lost.",
    "",
  ].join("\n");
}

/** Files below a folder, each under the header, in the order of paths. */
export function generatedFiles(folder: string, environment: string, files: RegistryFiles): RegistryFiles {
  const paths = Object.keys(files).sort();
  return Object.fromEntries(paths.map((path) => [`${folder}/${path}`, header(environment) + (files[path] ?? "")]));
}

/** Objects as the documents of one file. */
export function documents(
  objects: readonly KubernetesObject[],
  print: (object: KubernetesObject) => string = (object) => toYaml(object),
): string {
  return objects.map((object) => print(object)).join("---\n");
}
