import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { mergeValues, type Values } from "../../constructs/gitops/values";
import { readChartFile } from "./chart-file";

/** Whether something out of a YAML file is a map. */
export function isValues(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The chart's own values, those of the charts it brings below their names, with others laid over them. */
export function chartValues(folder: string, over: Values = {}): Values {
  const brought = (readChartFile(folder)?.dependencies ?? []).flatMap(({ name, alias }) => {
    const below = join(folder, "charts", name);
    return existsSync(join(below, "Chart.yaml")) ? [[alias ?? name, chartValues(below)] as const] : [];
  });
  return [Object.fromEntries(brought), valuesFile(folder), over].reduce((all, one) => mergeValues(all, one));
}

function valuesFile(folder: string): Values {
  const file = readdirSync(folder).find((name) => name === "values.yaml" || name === "values.yml");
  const read: unknown = file === undefined ? {} : parse(readFileSync(join(folder, file), "utf8"), { merge: true });
  return isValues(read) ? read : {};
}

/**
 * Paths of our values at which the chart's own have no such key. Under an empty map anything may stand; so it may
 * where the chart has a plain value, whose form only its templates know.
 */
export function unlistedPaths(ours: Values, charts: Values): (readonly string[])[] {
  return Object.entries(ours).flatMap(([key, value]): (readonly string[])[] => {
    const theirs = charts[key];
    if (theirs === undefined) return Object.hasOwn(charts, key) ? [] : [[key]];
    if (!isValues(value) || !isValues(theirs) || Object.keys(theirs).length === 0) return [];
    return unlistedPaths(value, theirs).map((path) => [key, ...path]);
  });
}

/** Values without what stands at a path. */
export function without(values: Values, [key = "", ...rest]: readonly string[]): Values {
  const below = values[key];
  const others = Object.entries(values).filter(([name]) => name !== key);
  if (rest.length === 0 || !isValues(below)) return Object.fromEntries(others);
  return Object.fromEntries([...others, [key, without(below, rest)]]);
}
