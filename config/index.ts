/** Reads, merges and checks environments/. */
export { loadPlatform } from "./load";
export type { Result } from "./load";
export type { Finding } from "./findings";
export { formatProblems } from "./problem";
export type { Problem } from "./problem";
export type { ComponentRule, ComponentRules } from "./rules";
export type {
  Component,
  EksEnvironment,
  Environment,
  Gitops,
  K3dEnvironment,
  K3sEnvironment,
  Node,
  Organization,
  Platform,
  Stage,
  State,
} from "./types";
