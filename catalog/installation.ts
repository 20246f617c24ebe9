import type { Environment } from "../config";
import type { Chart } from "../constructs/gitops/bootstrap";
import { mergeValues, type Values } from "../constructs/gitops/values";
import type { Configured } from "./component";
import type { Component } from "./define";
import { waves } from "./graph";
import type { KubernetesObject } from "./kubernetes";
import type { Surroundings } from "./surroundings";

/** A component as one environment runs it: the same for either engine. */
export interface Installation {
  readonly name: string;
  readonly component: Component;
  /** With its exact version, from the environment file; none for a component of manifests alone. */
  readonly chart: Chart | undefined;
  readonly namespace: string;
  /** The catalog's values with those of the environment file laid over them. */
  readonly values: Values;
  /** Objects beside the chart. */
  readonly manifests: readonly KubernetesObject[];
  /** Components of the environment that it waits for, sorted. */
  readonly dependsOn: readonly string[];
  /** Components of a lower wave are up before those of a higher one are touched. */
  readonly wave: number;
  readonly permissions: Configured["permissions"];
  readonly links: Configured["links"];
}

/** Everything of the catalog that an environment runs, in the order of waves and names. */
export function installations(
  environment: Environment,
  components: readonly Component[],
  surroundings: Surroundings,
): Installation[] {
  const all = Object.entries(environment.components).map(([name, chosen]) => {
    const component = components.find((known) => known.name === name);
    if (component === undefined) throw new Error(`${environment.name}: the catalog has no component "${name}".`);
    return { ...place(environment.name, component, chosen, surroundings), component };
  });
  const order = waves(new Map(all.map(({ name, dependsOn }) => [name, dependsOn])));
  return withoutEmpty(all)
    .map((one) => ({ ...one, wave: order.get(one.name) ?? 0 }))
    .sort((a, b) => a.wave - b.wave || (a.name < b.name ? -1 : 1));
}

/**
 * Leaves out what comes to nothing in this environment, routes without a page for instance: an engine can't bring it.
 * Whoever waits for such a one waits for what that waits for.
 */
function withoutEmpty<One extends Pick<Installation, "name" | "chart" | "manifests" | "dependsOn">>(
  all: readonly One[],
): One[] {
  const empty = new Map(
    all.filter(({ chart, manifests }) => chart === undefined && manifests.length === 0).map((one) => [one.name, one]),
  );
  const instead = (name: string): readonly string[] => empty.get(name)?.dependsOn.flatMap(instead) ?? [name];
  return all
    .filter(({ name }) => !empty.has(name))
    .map((one) => ({ ...one, dependsOn: [...new Set(one.dependsOn.flatMap(instead))].sort() }));
}

function place(
  environment: string,
  component: Component,
  { version, values = {}, ...chosen }: Environment["components"][string],
  surroundings: Surroundings,
): Omit<Installation, "wave" | "component"> {
  const configured = component.configure(surroundings, chosen);
  const missing = Object.keys(configured.dependsOn).find((name) => !surroundings.has(name));
  if (missing !== undefined) {
    throw new Error(`${environment}: ${component.name} needs the component "${missing}", which is not there.`);
  }
  if (component.chart !== undefined && version === undefined) {
    throw new Error(`${environment}: components.${component.name} has no version.`);
  }
  const waitsFor = [...Object.keys(configured.dependsOn), ...component.after.filter(surroundings.has)];
  return {
    name: component.name,
    chart: component.chart && version !== undefined ? { ...component.chart, version } : undefined,
    namespace: component.namespace,
    values: mergeValues(configured.values, values),
    manifests: configured.manifests,
    dependsOn: [...new Set(waitsFor)].sort(),
    permissions: configured.permissions,
    links: configured.links,
  };
}
