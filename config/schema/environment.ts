import { z } from "zod";
import type { ComponentRules } from "../rules";
import { common } from "./common";
import { eks } from "./eks";
import { k3d } from "./k3d";
import { k3s } from "./k3s";

/** The shape of an environment file without `extends`, by its kind. */
export function kinds(rules: ComponentRules) {
  const shared = common(rules);
  return { k3s: k3s(shared), k3d: k3d(shared), eks: eks(shared) };
}

/** The shape of an environment file without `extends`: its kind decides the rest. */
export function environment(rules: ComponentRules) {
  const made = kinds(rules);
  return z.discriminatedUnion("kind", [made.k3s, made.k3d, made.eks]);
}

export type EnvironmentSchema = ReturnType<typeof environment>;

const known = new WeakMap<ComponentRules, EnvironmentSchema>();

/** The same, made once: a schema is compiled when it first checks something. */
export function environmentSchema(rules: ComponentRules): EnvironmentSchema {
  const schema = known.get(rules) ?? environment(rules);
  known.set(rules, schema);
  return schema;
}
