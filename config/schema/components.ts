import { z } from "zod";
import type { ComponentRule, ComponentRules } from "../rules";
import { didYouMean } from "../suggest";
import { field } from "./field";
import { exactVersion, names } from "./formats";
import { unknownKeys } from "./unknown-keys";

/** Keys that every component has or could have; an option of its own may not be called so. */
const COMMON_KEYS: readonly string[] = ["version", "values", "variants"];

/** Values of a chart: anything that Helm takes. */
export const chartValues = z.record(z.string(), z.json());

/** A component of an environment: its own keys are gathered under `options`, so that nobody takes them for the others. */
const gathered = z.strictObject({
  version: z.string().optional(),
  values: chartValues.optional(),
  variants: z.array(z.string()),
  options: z.record(z.string(), z.unknown()),
});

/** The components of an environment by name, each with its version and its own keys. */
export function components(rules: ComponentRules) {
  const known = Object.keys(rules).sort();
  const entries = known.flatMap((name) => {
    const rule = rules[name];
    return rule === undefined ? [] : [[name, component(name, rule).optional()] as const];
  });
  const all = z.strictObject(Object.fromEntries(entries));
  unknownKeys.add(all, {
    message: (name) =>
      `${JSON.stringify(name)} is not a component.${didYouMean(name, known) || ` There is ${known.join(", ")}.`}`,
  });
  return all.transform((chosen): Readonly<Record<string, z.output<typeof gathered>>> =>
    Object.fromEntries(Object.entries(chosen).flatMap(([name, one]) => (one === undefined ? [] : [[name, one]]))),
  );
}

function component(name: string, rule: ComponentRule) {
  const clash = Object.keys(rule.options.shape).find((key) => COMMON_KEYS.includes(key));
  if (clash !== undefined)
    throw new Error(`The component ${name} can't have an option "${clash}": every component may have that key.`);
  const ofChart = {
    version: field(exactVersion(), "the exact version of the component's chart", "10.1.1"),
    values: field(chartValues.optional(), "values for the component's chart, laid over those of the catalog", {
      server: { replicas: 3 },
    }),
  };
  const variants = Object.keys(rule.variants).sort();
  const schema = rule.options.safeExtend({
    ...(rule.chart ? ofChart : {}),
    ...(variants.length === 0
      ? {}
      : {
          variants: field(
            names(z.enum(variants)),
            "add-ons of the component, none by default",
            variants.slice(0, 1),
          ).default([]),
        }),
  });
  unknownKeys.add(schema, { message: (key) => withoutUse(key, name, rule) });
  const whole = schema.transform((data: Readonly<Record<string, unknown>>) => {
    const { version, values, variants: chosen = [], ...options } = data;
    return {
      ...(version === undefined ? {} : { version }),
      ...(values === undefined ? {} : { values }),
      variants: chosen,
      options,
    };
  });
  return field(whole.pipe(gathered), noun(rule.summary));
}

/** Why a key that other components have is unknown to this one. */
function withoutUse(key: string, name: string, rule: ComponentRule): string | undefined {
  if (key === "version" && !rule.chart) {
    return `${name} is no chart and has no version: it changes with the repository's revision. Delete this key.`;
  }
  if (key === "values" && !rule.chart)
    return `${name} is no chart, so there is nothing that takes values. Delete this key.`;
  if (key === "variants" && Object.keys(rule.variants).length === 0) return `${name} has no variants. Delete this key.`;
  return undefined;
}

/** A sentence as descriptions of fields are written: without its capital and its full stop. */
function noun(summary: string): string {
  return summary.replace(/\.$/, "");
}
