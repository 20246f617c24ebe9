import type { Environment } from "../config";
import { TAG_VALUE } from "../config/schema/images";
import { repositoryUrl, type Chart } from "../constructs/gitops/bootstrap";
import { mergeValues, type Values } from "../constructs/gitops/values";
import { waves } from "./graph";

type Entry = Environment["applications"][string];

/** An image of an application whose tag stands in the environment file. */
export interface ApplicationImage {
  readonly name: string;
  /** Without a tag. */
  readonly repository: string;
  readonly tag: string;
  /** How newer tags are chosen, for Flux's image automation. */
  readonly policy: NonNullable<Entry["images"][string]["policy"]> | undefined;
}

/** An application as one environment runs it: the same for either engine. */
export interface Application {
  readonly name: string;
  readonly namespace: string;
  /** Undefined for one of the platform's own. */
  readonly tenant: string | undefined;
  /** The virtual cluster that it runs in; undefined for the environment's own. */
  readonly cluster: string | undefined;
  readonly source: ApplicationSource;
  readonly images: readonly ApplicationImage[];
  /** Applications that it waits for, sorted. */
  readonly dependsOn: readonly string[];
  /** Among the applications, beginning with 0. */
  readonly wave: number;
}

/** Where an application comes from. */
export type ApplicationSource =
  | {
      readonly kind: "chart";
      readonly chart: Chart;
      /** With the tags of the images in their places. */
      readonly values: Values;
    }
  | {
      readonly kind: "folder";
      /** URL of the repository, the platform's own included. */
      readonly repository: string;
      readonly revision: string;
      /** Whether it is the platform's own repository at its own revision. */
      readonly own: boolean;
      readonly path: string;
    };

/** The applications of an environment, in the order of waves and names. */
export function applicationsOf(environment: Environment): Application[] {
  const entries = Object.entries(environment.applications);
  const order = waves(new Map(entries.map(([name, { dependsOn }]) => [name, dependsOn])));
  return entries
    .map(([name, entry]) => application(name, entry, environment, order.get(name) ?? 0))
    .sort((a, b) => a.wave - b.wave || (a.name < b.name ? -1 : 1));
}

function application(name: string, entry: Entry, environment: Environment, wave: number): Application {
  const { tenant, cluster, dependsOn } = entry;
  const home = tenant === undefined ? name : (environment.tenants[tenant]?.namespace ?? tenant);
  return {
    name,
    namespace: entry.namespace ?? home,
    tenant,
    cluster,
    source: sourceOf(entry, environment.gitops),
    images: Object.entries(entry.images).map(([image, { repository, tag, policy }]) => ({
      name: image,
      repository,
      tag,
      policy,
    })),
    dependsOn: [...dependsOn].sort(),
    wave,
  };
}

function sourceOf(entry: Entry, gitops: Environment["gitops"]): ApplicationSource {
  if ("path" in entry) {
    const own = entry.repository === undefined;
    return {
      kind: "folder",
      repository: own ? repositoryUrl(gitops.repository, gitops.credential) : repositoryUrl(entry.repository, "none"),
      revision: entry.revision ?? gitops.revision,
      own,
      path: entry.path,
    };
  }
  const tags = Object.values(entry.images).map(({ tag, value = TAG_VALUE }) => valueAt(value.split("."), tag));
  return {
    kind: "chart",
    chart: { ...chartOf(entry), version: entry.version },
    values: [entry.values ?? {}, ...tags].reduce<Values>((all, one) => mergeValues(all, one), {}),
  };
}

/** `oci://ghcr.io/example/charts/storefront` is the chart `storefront` of the repository before it. */
function chartOf({
  chart,
  repository,
}: {
  readonly chart: string;
  readonly repository?: string;
}): Omit<Chart, "version"> {
  if (repository !== undefined) return { repository, name: chart };
  const slash = chart.lastIndexOf("/");
  return { repository: chart.slice(0, slash), name: chart.slice(slash + 1) };
}

function valueAt([key = "", ...rest]: readonly string[], value: string): Values {
  return { [key]: rest.length === 0 ? value : valueAt(rest, value) };
}
