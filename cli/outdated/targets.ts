import { catalog } from "../../catalog";
import type { Component } from "../../catalog/define";
import type { Environment } from "../../config";

/** Where newer versions are looked for. */
export type Source =
  | { readonly kind: "helm"; readonly repository: string; readonly chart: string }
  /** Without `oci://`. */
  | { readonly kind: "oci"; readonly image: string }
  | { readonly kind: "github-releases" | "github-tags"; readonly repository: string }
  | { readonly kind: "npm"; readonly name: string };

/** A version that somebody wrote down, and where one hears of newer ones. */
export interface Target {
  /** The environment, or the file. */
  readonly where: string;
  readonly name: string;
  readonly kind: "component" | "application" | "image" | "cluster" | "k3s" | "package" | "action";
  readonly current: string;
  readonly prereleases: boolean;
  readonly source: Source;
}

/** The chart of virtual clusters. */
export const VCLUSTER: Source = { kind: "helm", repository: "https://charts.loft.sh", chart: "vcluster" };

/** Everything of an environment that has a version. */
export function environmentTargets(environment: Environment, components: readonly Component[] = catalog): Target[] {
  const { name: where, prereleases } = environment;
  const target = (kind: Target["kind"], name: string, current: string, source: Source): Target => ({
    where,
    name,
    kind,
    current,
    prereleases,
    source,
  });
  const ofComponents = Object.entries(environment.components).flatMap(([name, { version }]) => {
    const chart = components.find((component) => component.name === name)?.chart;
    return version === undefined || chart === undefined
      ? []
      : [target("component", name, version, chartSource(chart.repository, chart.name))];
  });
  const ofApplications = Object.entries(environment.applications).flatMap(([name, application]) => [
    ...("chart" in application
      ? [target("application", name, application.version, applicationSource(application))]
      : []),
    ...Object.entries(application.images).map(([image, { repository, tag }]) =>
      target("image", `${name}/${image}`, tag, { kind: "oci", image: repository }),
    ),
  ]);
  const ofClusters = Object.entries(environment.clusters).map(([name, { version }]) =>
    target("cluster", name, version, VCLUSTER),
  );
  // Nobody but AWS itself says which versions EKS has: `aws eks describe-cluster-versions`.
  const ofCluster =
    environment.kind === "eks"
      ? []
      : [target("k3s", "k3s", environment.cluster.version, { kind: "github-releases", repository: "k3s-io/k3s" })];
  return [...ofCluster, ...ofComponents, ...ofApplications, ...ofClusters];
}

/** Packages of package.json with an exact version. */
export function packageTargets(dependencies: Readonly<Record<string, string>>): Target[] {
  return Object.entries(dependencies).map(([name, current]) => ({
    where: "package.json",
    name,
    kind: "package",
    current,
    prereleases: false,
    source: { kind: "npm", name },
  }));
}

/** Actions of a workflow, each once, that are pinned by commit with the version behind it. */
export function actionTargets(where: string, text: string): Target[] {
  const uses = [...text.matchAll(/uses: *([\w.-]+\/[\w.-]+)[\w./-]*@[0-9a-f]{40} +# *(v?\d[\w.+-]*)/g)];
  const found = new Map(
    uses.map(([, repository = "", version = ""]) => [`${repository} ${version}`, { repository, version }]),
  );
  return [...found.values()].map(({ repository, version }) => ({
    where,
    name: repository,
    kind: "action",
    current: version,
    prereleases: false,
    source: { kind: "github-tags", repository },
  }));
}

/** Where a chart comes from: an https repository, or the folder of an OCI registry. */
export function chartSource(repository: string, chart: string): Source {
  return repository.startsWith("oci://")
    ? { kind: "oci", image: `${repository.slice("oci://".length).replace(/\/$/, "")}/${chart}` }
    : { kind: "helm", repository, chart };
}

function applicationSource({
  chart,
  repository,
}: {
  readonly chart: string;
  readonly repository?: string | undefined;
}): Source {
  if (repository === undefined) return { kind: "oci", image: chart.replace(/^oci:\/\//, "") };
  return { kind: "helm", repository, chart };
}
