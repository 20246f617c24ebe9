import type { KubernetesObject } from "./kubernetes-object";
import { isValues, type Value, type Values } from "./values";

/** The chart that makes Applications and AppProjects of its values: no release can hold objects of kinds that it brings itself. */
export const ROOT_CHART = {
  repository: "https://argoproj.github.io/argo-helm",
  name: "argocd-apps",
  version: "2.0.5",
} as const;

/**
 * The values by which {@link ROOT_CHART} makes these objects. Throws on what the chart would leave out without a word: an
 * empty list or map, `false` or 0 right below `spec`.
 * Source: https://github.com/argoproj/argo-helm/tree/main/charts/argocd-apps
 */
export function rootChartValues(
  projects: readonly KubernetesObject[],
  applications: readonly KubernetesObject[],
): Values {
  return { projects: entries(projects), applications: entries(applications) };
}

function entries(objects: readonly KubernetesObject[]): Values {
  return Object.fromEntries(objects.map((object) => [object.metadata.name, entry(object)]));
}

function entry({ kind, metadata, spec }: KubernetesObject): Values {
  const { name, namespace, annotations } = metadata;
  if (!isValues(spec)) throw new Error(`${kind} ${name} has no spec.`);
  const lost = Object.keys(spec).find((key) => isLeftOut(spec[key]));
  if (lost !== undefined)
    throw new Error(`${kind} ${name}: the chart ${ROOT_CHART.name} leaves out an empty "${lost}".`);
  return {
    ...(namespace === undefined ? {} : { namespace }),
    ...(annotations === undefined ? {} : { additionalAnnotations: annotations }),
    ...spec,
  };
}

function isLeftOut(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
