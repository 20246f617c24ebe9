import { z } from "zod";
import { objectOf } from "../../../stacks/synthesized-stack";

const attribute = z.object({
  sensitive: z.boolean().default(false),
  write_only: z.boolean().default(false),
  computed: z.boolean().default(false),
  get nested_type() {
    return z.object({ attributes: z.record(z.string(), attribute) }).optional();
  },
});

const block = z.object({
  attributes: z.record(z.string(), attribute).default({}),
  get block_types() {
    return z.record(z.string(), z.object({ block })).default({});
  },
});

const objects = z.record(z.string(), z.object({ block })).default({});

/** What `terraform providers schema -json` prints. */
export const providerSchemas = z.object({
  provider_schemas: z.record(z.string(), z.object({ resource_schemas: objects, data_source_schemas: objects })),
});

type Schemas = z.output<typeof providerSchemas>;
type Block = z.output<typeof block>;

/**
 * The attributes that a provider calls sensitive and a stack's state can hold, `aws_iam_access_key.secret`: those that the
 * stack sets or the provider computes. Write-only ones never get there.
 *
 * @param json the synthesized stack.
 */
export function sensitiveInState(json: Readonly<Record<string, unknown>>, schemas: Schemas): string[] {
  const kinds = [
    ["resource", "resource_schemas", ""],
    ["data", "data_source_schemas", "data."],
  ] as const;
  const found = kinds.flatMap(([kind, key, prefix]) =>
    Object.entries(objectOf(json[kind] ?? {})).flatMap(([type, elements]) => {
      const schema = Object.values(schemas.provider_schemas)
        .map(({ [key]: types }) => types[type])
        .find((one) => one !== undefined);
      if (schema === undefined) throw new Error(`No provider of the stack has the type ${type}.`);
      return Object.values(objectOf(elements)).flatMap((element) =>
        sensitiveOf(schema.block, element).map((path) => `${prefix}${type}.${path}`),
      );
    }),
  );
  return [...new Set(found)].sort();
}

/** Paths of what is sensitive in a block of a schema, for what is written of it: one object, or several. */
function sensitiveOf({ attributes, block_types: blocks }: Block, written: unknown): string[] {
  const objects = (Array.isArray(written) ? written : [written]).map(objectOf);
  return objects.flatMap((object) => [
    ...Object.entries(attributes).flatMap(([name, { sensitive, write_only, computed, nested_type: nested }]) => {
      if (nested !== undefined && object[name] !== undefined) {
        return sensitiveOf({ attributes: nested.attributes, block_types: {} }, object[name]).map(
          (path) => `${name}.${path}`,
        );
      }
      return sensitive && !write_only && (computed || object[name] !== undefined) ? [name] : [];
    }),
    ...Object.entries(blocks).flatMap(([name, { block: inner }]) =>
      object[name] === undefined ? [] : sensitiveOf(inner, object[name]).map((path) => `${name}.${path}`),
    ),
  ]);
}
