import { z } from "zod";
import { mergeValues, type Values } from "../constructs/gitops/values";
import type { ComponentContext, ComponentDefinition, Configured, Mistake, Variant } from "./component";
import { externalSecret } from "./kubernetes";
import type { Surroundings } from "./surroundings";

/** Name of the component that makes the store of {@link SecretSpec}s. */
export const SECRET_STORE_COMPONENT = "secret-store";

/** The options of a component that has none of its own. */
export const NO_OPTIONS = z.strictObject({});

/** Data of a definition that no environment changes. */
type Fixed = Omit<
  ComponentDefinition<z.ZodObject>,
  "values" | "manifests" | "secrets" | "permissions" | "links" | "variants" | "options" | "mistakes"
>;

/** Something that the platform runs in a cluster. */
export interface Component extends Fixed {
  readonly dependsOn: Readonly<Record<string, string>>;
  readonly after: readonly string[];
  readonly health: NonNullable<Fixed["health"]>;
  readonly options: z.ZodObject;
  /** What each add-on needs and does, by its name. */
  readonly variants: Readonly<Record<string, Pick<Variant<unknown>, "summary" | "dependsOn">>>;
  /** What is wrong with its options in an environment; whoever has mistakes is not configured. */
  readonly mistakes: (surroundings: Surroundings, chosen: Chosen) => readonly Mistake[];
  /** What it comes to in an environment. Mistakes throw, as do options that the schema refuses: config has told them before. */
  readonly configure: (surroundings: Surroundings, chosen: Chosen) => Configured;
  /** Its pages alone, which other components look at while they are being configured. */
  readonly pages: (surroundings: Surroundings, chosen: Chosen) => Configured["links"];
}

/** What an environment file says of a component. */
export interface Chosen {
  readonly options: Readonly<Record<string, unknown>>;
  readonly variants: readonly string[];
}

/** Makes a component of its definition: binds the types of its options and puts its parts and variants together. */
export function component<Options extends z.ZodObject>(definition: ComponentDefinition<Options>): Component {
  const {
    options: schema,
    variants = {},
    values,
    manifests,
    secrets,
    permissions,
    links,
    mistakes,
    ...fixed
  } = definition;
  const own: Variant<z.output<Options>> = { summary: fixed.summary, values, manifests, secrets, permissions, links };
  const partsFor = (chosen: Chosen): Variant<z.output<Options>>[] => {
    const added = chosen.variants.map((name) => {
      const variant = variants[name];
      if (variant === undefined) throw new Error(`${fixed.name} has no variant "${name}".`);
      return variant;
    });
    return [own, ...added];
  };
  const contextOf = (surroundings: Surroundings, chosen: Chosen): ComponentContext<z.output<Options>> => ({
    ...surroundings,
    options: schema.parse(chosen.options),
    variants: chosen.variants,
  });

  return {
    ...fixed,
    dependsOn: fixed.dependsOn ?? {},
    after: fixed.after ?? [],
    health: fixed.health ?? [],
    options: schema,
    variants,
    mistakes: (surroundings, chosen) => mistakes?.(contextOf(surroundings, chosen)) ?? [],
    pages: (surroundings, chosen) => {
      const context = contextOf(surroundings, chosen);
      return partsFor(chosen).flatMap((part) => part.links?.(context) ?? []);
    },
    configure: (surroundings, chosen) => {
      const context = contextOf(surroundings, chosen);
      const wrong = (mistakes?.(context) ?? []).map(({ option, message }) => {
        const path = ["components", fixed.name, ...(option === undefined ? [] : [option])].join(".");
        return `${surroundings.environment}: ${path}: ${message}`;
      });
      if (wrong.length > 0) throw new Error(wrong.join("\n"));
      const parts = partsFor(chosen);
      const allSecrets = parts.flatMap((part) => part.secrets?.(context) ?? []);
      const needs = parts.reduce((all, part) => ({ ...all, ...part.dependsOn }), fixed.dependsOn ?? {});
      return {
        values: parts.reduce<Values>((all, part) => mergeValues(all, part.values?.(context) ?? {}), {}),
        manifests: [
          ...allSecrets.map((secret) => externalSecret(secret, fixed.namespace)),
          ...parts.flatMap((part) => part.manifests?.(context) ?? []),
        ],
        secrets: allSecrets,
        permissions: parts.flatMap((part) => (part.permissions === undefined ? [] : [part.permissions(context)])),
        links: parts.flatMap((part) => part.links?.(context) ?? []),
        dependsOn: allSecrets.length > 0 ? { [SECRET_STORE_COMPONENT]: "*", ...needs } : needs,
      };
    },
  };
}
