import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Chart } from "../../constructs/gitops/bootstrap";
import { mergeValues, type Values } from "../../constructs/gitops/values";
import { readChartFile, type Dependency } from "./chart-file";
import { closest, type LocalChart } from "./checkouts";
import { chartValues, isValues } from "./chart-values";
import type { Helm } from "./programs";

/** A chart that helm can template: with everything that it brings. */
export interface PreparedChart {
  readonly folder: string;
  readonly version: string;
  /** What is not as the chart itself would have it: another version of a chart that it brings, or none. */
  readonly notes: readonly string[];
  /** What may stand in its values for charts that were left out: anything below their names. */
  readonly leftOut: Values;
}

/** Gets charts: from checkouts first, then from their repositories. */
export class ChartSource {
  constructor(
    private readonly helm: Helm,
    private readonly work: string,
    private readonly checkouts: readonly LocalChart[],
    /** Whether what no checkout holds may be downloaded. */
    private readonly download: boolean,
  ) {}

  /** The chart, ready to be templated; a sentence where it can't be had. */
  async prepare(chart: Chart, values: Values): Promise<PreparedChart | string> {
    const local = closest(this.checkouts, chart.name, chart.version);
    if (local !== undefined) return this.withDependencies(local, values);
    if (!this.download) return `no checkout holds ${chart.name}`;
    const to = mkdtempSync(join(this.work, "pulled-"));
    const oci = chart.repository.startsWith("oci://");
    const from = oci ? [`${chart.repository}/${chart.name}`] : [chart.name, "--repo", chart.repository];
    const pulled = await this.helm.run(["pull", ...from, "--version", chart.version, "--untar", "--untardir", to]);
    if (!pulled.ok) return `not to be had: ${pulled.problem}`;
    const folder = join(to, chart.name);
    return { folder, version: readChartFile(folder)?.version ?? chart.version, notes: [], leftOut: {} };
  }

  /** A copy of a checkout, to which the charts that it names are added: in a packed chart they are there already. */
  private async withDependencies({ folder, version }: LocalChart, values: Values): Promise<PreparedChart> {
    const copy = mkdtempSync(join(this.work, "chart-"));
    cpSync(folder, copy, { recursive: true });
    const file = readChartFile(copy);
    const missing = (file?.dependencies ?? []).filter((one) => !vendored(copy, one));
    if (file === undefined || missing.length === 0) return { folder: copy, version, notes: [], leftOut: {} };
    const all = chartValues(copy, values);
    const kept = new Map<Dependency, Dependency>();
    const notes: string[] = [];
    let leftOut: Values = {};
    for (const one of missing) {
      const got = await this.dependency(folder, one, values);
      if (typeof got !== "string") {
        cpSync(got.folder, join(copy, "charts", one.name), { recursive: true });
        if (got.version !== one.version) notes.push(`with ${one.name} ${got.version}, wanted ${one.version}`);
        kept.set(one, { ...one, version: got.version });
      } else {
        leftOut = mergeValues(leftOut, placesOf(one));
        if (!switchedOff(one, all)) notes.push(`without ${one.name} ${one.version}: ${got}`);
      }
    }
    const dependencies = file.dependencies.flatMap((one) => (missing.includes(one) ? (kept.get(one) ?? []) : [one]));
    mkdirSync(join(copy, "charts"), { recursive: true });
    writeFileSync(join(copy, "Chart.yaml"), JSON.stringify({ ...file, dependencies }));
    return { folder: copy, version, notes, leftOut };
  }

  private async dependency(parent: string, one: Dependency, values: Values): Promise<PreparedChart | string> {
    const { name, version, repository } = one;
    const own = values[one.alias ?? name];
    const below = isValues(own) ? own : {};
    if (!repository.startsWith("file://")) return this.prepare({ name, version, repository }, below);
    const folder = resolve(parent, repository.slice("file://".length));
    if (!existsSync(join(folder, "Chart.yaml"))) return `there is no ${folder}`;
    return this.withDependencies({ name, version: readChartFile(folder)?.version ?? version, folder }, below);
  }
}

/** Whether a chart lies in the folder of its parent, as a folder or packed. */
function vendored(folder: string, { name }: Dependency): boolean {
  const charts = join(folder, "charts");
  if (!existsSync(charts)) return false;
  return readdirSync(charts).some(
    (entry) => entry === name || (entry.startsWith(`${name}-`) && entry.endsWith(".tgz")),
  );
}

/** Where a chart's own values go, and the switches by which it is left out. */
function placesOf({ name, alias, condition = "" }: Dependency): Values {
  const switches = condition.split(",").map((path) => valueAt(path.trim().split("."), false));
  return switches.reduce<Values>((all, one) => mergeValues(all, one), { [alias ?? name]: {} });
}

function valueAt([key = "", ...rest]: readonly string[], value: boolean): Values {
  return key === "" ? {} : { [key]: rest.length === 0 ? value : valueAt(rest, value) };
}

/** Helm leaves a chart out when the first of its conditions that has a value says so. */
function switchedOff({ condition = "" }: Dependency, values: Values): boolean {
  for (const path of condition.split(",")) {
    const keys = path.trim().split(".");
    const value = keys.reduce<unknown>((at, key) => (isValues(at) ? at[key] : undefined), values);
    if (typeof value === "boolean") return !value;
  }
  return false;
}
