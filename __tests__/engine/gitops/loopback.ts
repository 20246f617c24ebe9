import { argoCdRepository } from "../../../constructs/gitops/argo-cd-objects";
import type { Chart } from "../../../constructs/gitops/bootstrap";
import type { Values } from "../../../constructs/gitops/values";
import type { RegistryFiles } from "../../../catalog/generated";
import type { Inventory } from "../../../catalog/inventory";
import type { ChartRepository } from "./chart-repository";

/** A chart, where it is installed, and with what. */
export interface InstalledChart {
  /** Of the component, virtual cluster or application. */
  readonly name: string;
  readonly namespace: string;
  readonly chart: Chart;
  readonly values: Values;
}

/** Every chart of an environment that goes into its own cluster. */
export function chartsIn({ installations, clusters, applications }: Inventory): InstalledChart[] {
  return [
    ...installations.flatMap(({ chart, ...rest }) => (chart === undefined ? [] : [{ ...rest, chart }])),
    ...clusters,
    ...applications.flatMap(({ source, ...rest }) =>
      source.kind === "chart" && rest.cluster === undefined
        ? [{ ...rest, chart: source.chart, values: source.values }]
        : [],
    ),
  ].map(({ name, namespace, chart, values }) => ({ name, namespace, chart, values }));
}

/** Puts addresses on loopback into text with YAML, where a whole value is a repository's URL; nothing else changes. */
export function redirection(
  inventory: Inventory,
  charts: ChartRepository,
  repository: string,
): (text: string) => string {
  const to = new Map([[inventory.bootstrap.repository, repository]]);
  for (const { repository: url } of chartsIn(inventory).map(({ chart }) => chart)) {
    to.set(url, charts.hosted(url));
    to.set(argoCdRepository(url), argoCdRepository(charts.hosted(url)));
  }
  return (text) =>
    text.replace(/^( *(?:- )?(?:\w+: )?)(\S+)$/gm, (line, before: string, value: string) => {
      const address = to.get(value);
      return address === undefined ? line : before + address;
    });
}

/** The files of a registry with addresses on loopback. */
export function redirected(files: RegistryFiles, redirect: (text: string) => string): RegistryFiles {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, redirect(text)]));
}
