import { isObject, objectOf } from "../../../stacks/synthesized-stack";
import type { ChangeJson, PlanJson } from "../plan-json";
import { looksLikeName } from "./names";
import { shortest, type Secret } from "./secret";

/**
 * Every value that a plan marks as sensitive, wherever it marks it. The marks alone do not do: a provider computes
 * attributes from sensitive ones that carry none, so what is found here is to be removed by value from all the rest.
 */
export function collectSecrets(plan: PlanJson): readonly Secret[] {
  const found = new Set<Secret>();
  const deferred = plan.deferred_changes.map(({ resource_change: change }) => change);
  for (const { change } of [...plan.resource_changes, ...plan.resource_drift, ...deferred]) ofChange(change, found);
  for (const change of Object.values(plan.output_changes)) ofChange(change, found);
  ofValues(plan.planned_values, found);
  ofValues(objectOf(plan.prior_state["values"]), found);
  ofVariables(plan, found);
  return [...found];
}

/** Every value that a state marks as sensitive, as `show -json` prints it. */
export function collectStateSecrets(state: unknown): readonly Secret[] {
  const found = new Set<Secret>();
  ofValues(objectOf(objectOf(state)["values"]), found);
  return [...found];
}

function ofChange(change: ChangeJson, found: Set<Secret>): void {
  masked(change.before, change.before_sensitive, found);
  masked(change.after, change.after_sensitive, found);
}

/** A state's outputs say `sensitive` for the whole; its resources have masks. */
function ofValues(values: unknown, found: Set<Secret>): void {
  const { outputs, root_module: root } = objectOf(values);
  for (const output of Object.values(objectOf(outputs))) {
    const { value, sensitive } = objectOf(output);
    masked(value, sensitive, found);
  }
  ofModule(root, found);
}

function ofModule(module: unknown, found: Set<Secret>): void {
  const { resources, child_modules: children } = objectOf(module);
  for (const resource of listOf(resources)) {
    const { values, sensitive_values: mask } = objectOf(resource);
    masked(values, mask, found);
  }
  for (const child of listOf(children)) ofModule(child, found);
}

/** Values of variables carry no mask; that they are sensitive stands in the configuration, beside their default. */
function ofVariables({ variables, configuration }: PlanJson, found: Set<Secret>): void {
  const declared = objectOf(objectOf(configuration["root_module"])["variables"]);
  for (const [name, declaration] of Object.entries(declared)) {
    const { sensitive, default: fallback } = objectOf(declaration);
    masked(variables[name]?.value, sensitive, found);
    masked(fallback, sensitive, found);
  }
}

/** A mask is true for the whole, or as deep as the value is. */
function masked(value: unknown, mask: unknown, found: Set<Secret>): void {
  if (mask === true) return leaves(value, found);
  if (Array.isArray(value) && Array.isArray(mask)) value.forEach((item, index) => masked(item, mask[index], found));
  if (!isObject(value) || !isObject(mask)) return;
  for (const [key, inner] of Object.entries(mask)) masked(value[key], inner, found);
}

function leaves(value: unknown, found: Set<Secret>): void {
  if (typeof value === "number" || (typeof value === "string" && !/^(?:true|false)?$/.test(value))) found.add(value);
  if (Array.isArray(value)) for (const item of value) leaves(item, found);
  if (!isObject(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    // The keys of a sensitive map are sensitive too, but `password` says nothing, and stands in every plan.
    if (key.length >= shortest && !looksLikeName(key)) found.add(key);
    leaves(inner, found);
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
