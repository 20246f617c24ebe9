import type { z } from "zod";

/**
 * What the environment file must know of one component. The catalog hands it over, so that a component is one file
 * there and nothing here names one.
 */
export interface ComponentRule {
  /** What the component does, as a sentence. */
  readonly summary: string;
  /** Whether it is a chart, which has a version and values; otherwise it changes with the repository's revision. */
  readonly chart: boolean;
  readonly namespace: string;
  /** Components that must be there too, each with the range of chart versions that will do; `*` is any. */
  readonly dependsOn: Readonly<Record<string, string>>;
  /** Add-ons by name. */
  readonly variants: Readonly<Record<string, { readonly dependsOn?: Readonly<Record<string, string>> }>>;
  /** Its own keys, beside version, values and variants. */
  readonly options: z.ZodObject;
  /** The only engine that it goes with; undefined for both. */
  readonly engine?: "argocd" | "flux";
}

/** Every component that an environment file may name. */
export type ComponentRules = Readonly<Record<string, ComponentRule>>;
