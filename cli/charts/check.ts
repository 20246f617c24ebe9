import type { KubernetesObject } from "../../catalog/kubernetes";
import { namespaceObject } from "../../catalog/namespaces";
import { mergeValues, type Values } from "../../constructs/gitops/values";
import type { ApiServer } from "./api-server";
import { chartValues, unlistedPaths, without } from "./chart-values";
import { objectsIn } from "./objects";
import type { Helped } from "./programs";
import { template, type Workshop } from "./template";
import type { WantedChart } from "./wanted";

/** What a chart came to, a row of the table. */
export interface Checked {
  readonly component: string;
  readonly environment: string;
  /** The version that the environment file names. */
  readonly version: string;
  /** The version that was at hand. */
  readonly checked: string | undefined;
  readonly objects: number;
  /** Objects of kinds that the server does not know, which nobody could check, by kind. */
  readonly unknownKinds: readonly string[];
  /** Keys of the catalog's values that the chart has no use for. */
  readonly unknownValues: readonly string[];
  readonly problems: readonly string[];
  readonly notes: readonly string[];
}

/** Templates one chart with the values of one environment, and has the API server look at what comes out. */
export async function checkChart(wanted: WantedChart, workshop: Workshop): Promise<Checked> {
  const { component, environment, chart, values } = wanted;
  const row = { component, environment, version: chart.version, checked: undefined, objects: 0 };
  const nothing: Checked = { ...row, unknownKinds: [], unknownValues: [], problems: [], notes: [] };
  const prepared = await workshop.charts.prepare(chart, values);
  if (typeof prepared === "string") return { ...nothing, problems: [prepared] };
  const { folder, version, notes, leftOut } = prepared;
  const print = (used: Values): Promise<Helped> => template(folder, wanted, used, workshop);
  const printed = await print(values);
  if (!printed.ok) return { ...nothing, checked: version, notes, problems: [printed.problem] };
  const objects = objectsIn(printed.stdout);
  if (typeof objects === "string") return { ...nothing, checked: version, notes, problems: [objects] };
  const { unknownKinds, problems } = await accepted(objects, wanted, workshop.server);
  return {
    ...nothing,
    checked: version,
    objects: objects.length,
    unknownKinds,
    unknownValues: await unknownValues(values, mergeValues(leftOut, chartValues(folder)), printed.stdout, print),
    problems: objects.length === 0 ? ["the chart made no object"] : problems,
    notes,
  };
}

/** Keys that the chart's values don't list, and without which it makes exactly the same: it doesn't know them. */
async function unknownValues(
  values: Values,
  charts: Values,
  printed: string,
  print: (used: Values) => Promise<Helped>,
): Promise<string[]> {
  const unlisted = unlistedPaths(values, charts);
  if (unlisted.length === 0) return [];
  // Some lines are drawn by lot: passwords, certificates.
  const again = await print(values);
  const steady = steadyLines(printed, again.ok ? again.stdout : "");
  const unknown: string[] = [];
  for (const path of unlisted) {
    const other = await print(without(values, path));
    if (other.ok && steady(other.stdout) === steady(printed)) unknown.push(path.join("."));
  }
  return unknown;
}

/** Blanks the lines in which two texts differ. */
function steadyLines(one: string, other: string): (text: string) => string {
  const others = other.split("\n");
  const drawn = new Set(one.split("\n").flatMap((line, index) => (line === others[index] ? [] : [index])));
  return (text) =>
    text
      .split("\n")
      .map((line, index) => (drawn.has(index) ? "" : line))
      .join("\n");
}

/** Asks this many at once. */
const AT_ONCE = 8;

async function accepted(
  objects: readonly KubernetesObject[],
  { namespace }: WantedChart,
  server: ApiServer | undefined,
): Promise<Pick<Checked, "unknownKinds" | "problems">> {
  if (server === undefined) return { unknownKinds: [], problems: [] };
  const problems: string[] = [];
  const made = await server.store(namespaceObject(namespace));
  if (made.message !== "") problems.push(made.message);
  const known = objects.filter((object) => server.knows(object));
  const waiting = [...known];
  const ask = async (): Promise<void> => {
    for (let object = waiting.shift(); object !== undefined; object = waiting.shift()) {
      const { message, warnings } = await server.try(object, namespace.name);
      const what = `${object.kind} ${object.metadata.name}`;
      problems.push(...[message, ...warnings].filter((text) => text !== "").map((text) => `${what}: ${text}`));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  const unknown = objects.filter((object) => !server.knows(object));
  return {
    unknownKinds: [...new Set(unknown.map(({ apiVersion, kind }) => `${apiVersion}/${kind}`))].sort(),
    problems: problems.sort(),
  };
}
