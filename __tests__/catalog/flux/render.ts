import { parseAllDocuments } from "yaml";
import { argoCd } from "../../../catalog/components/argo-cd";
import { flux } from "../../../catalog/components/flux";
import type { Component } from "../../../catalog/define";
import { renderEnvironment } from "../../../catalog/registry";
import type { Environment, K3sEnvironment } from "../../../config";
import { k3sEnvironment, organization } from "../../helpers/environments";
import { chosen, facts } from "../example";

/** The folder of the environment of these tests. */
export const FOLDER = "registry/environments/edge-eu";

const gitops = { engine: "flux", repository: "example/platform", revision: "main", credential: "none" } as const;

/** An environment with Flux and these components beside it. */
export function fluxEnvironment(
  components: Environment["components"] = {},
  rest: Partial<K3sEnvironment> = {},
): K3sEnvironment {
  return k3sEnvironment("edge-eu", {}, { gitops, ...rest, components: { flux: chosen("2.18.3"), ...components } });
}

/** The registry of such an environment, by paths below its folder. */
export function render(
  components: Environment["components"] = {},
  rest: Partial<K3sEnvironment> = {},
  more: readonly Component[] = [],
): Record<string, string> {
  const environment = fluxEnvironment(components, rest);
  const options = { components: [argoCd, flux, ...more], definitions: facts };
  const files = Object.entries(renderEnvironment(environment, organization, options));
  return Object.fromEntries(files.map(([path, text]) => [path.slice(FOLDER.length + 1), text]));
}

/** The objects of a file. */
export function objects(file = ""): unknown[] {
  return parseAllDocuments(file).map((document): unknown => document.toJS());
}
