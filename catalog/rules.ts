import type { ComponentRules } from "../config";
import type { Component } from "./define";

/** What the environment file must know of each component. */
export function componentRules(components: readonly Component[]): ComponentRules {
  return Object.fromEntries(
    components.map((component) => [component.name, { ...component, chart: component.chart !== undefined }]),
  );
}
