import type { Chart } from "../../constructs/gitops/bootstrap";
import { replaceFacts } from "../../constructs/gitops/cluster-facts";
import type { Value, Values } from "../../constructs/gitops/values";
import type { Inventory } from "../../catalog/inventory";
import type { Namespace } from "../../catalog/namespaces";

/** A chart as one environment installs it. */
export interface WantedChart {
  /** Name of the component, or of the virtual cluster. */
  readonly component: string;
  readonly environment: string;
  readonly chart: Chart;
  readonly namespace: Namespace;
  readonly values: Values;
}

/** Stands for every cluster fact: in the form of the ids that clouds give. */
const SAMPLE_FACT = "00000000-0000-4000-8000-000000000000";

/** Every chart of an environment that the catalog has values for: those of components and of virtual clusters. */
export function chartsOf({ environment, installations, clusters }: Inventory): WantedChart[] {
  const ofComponents = installations.flatMap(({ name, chart, namespace, component, values }) =>
    chart === undefined ? [] : [{ component: name, chart, namespace, podSecurity: component.podSecurity, values }],
  );
  const ofClusters = clusters.map(({ name, chart, namespace, podSecurity, values }) => {
    return { component: name, chart, namespace, podSecurity, values };
  });
  return [...ofComponents, ...ofClusters].map(({ component, chart, namespace, podSecurity, values }) => ({
    component,
    environment: environment.name,
    chart,
    namespace: { name: namespace, podSecurity, keep: false },
    values: withoutPlaceholders(values),
  }));
}

function withoutPlaceholders(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, filled(value)]));
}

function filled(value: Value): Value {
  if (typeof value === "string") return replaceFacts(value, () => SAMPLE_FACT);
  if (isList(value)) return value.map(filled);
  return typeof value === "object" && value !== null ? withoutPlaceholders(value) : value;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
