import { existsSync, readFileSync } from "node:fs";
import type { KubeObject } from "./kinds";
import { SHARED } from "./state";

/** What a test sets up beforehand, in the shared folder's `scenario.json`. */
export interface Scenario {
  /** What installing a chart brings into the cluster, by the HelmChart's name. */
  readonly charts?: Readonly<Record<string, ChartScenario>>;
  /** Buckets that exist, each with its keys; without it every bucket does, with any keys. */
  readonly buckets?: Readonly<Record<string, { readonly accessKey: string; readonly secretKey: string }>>;
}

export interface ChartScenario {
  readonly objects?: readonly KubeObject[];
  /** Seconds that the installation takes. */
  readonly seconds?: number;
  /** Makes the installation fail for as long as it is set. */
  readonly fails?: string;
}

/** Reads what the test has set up. */
export function readScenario(): Scenario {
  const file = `${SHARED}/scenario.json`;
  const json: { parse(text: string): Scenario } = JSON;
  return existsSync(file) ? json.parse(readFileSync(file, "utf8")) : {};
}
