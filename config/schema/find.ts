import { z } from "zod";
import type { Path } from "../tree";
import { unknownKeys } from "./unknown-keys";

type Schema = z.core.$ZodType;

/** What a schema says about one field. */
export interface FieldHelp {
  readonly description?: string;
  readonly example?: unknown;
  /** The keys of a map whose keys are fixed. */
  readonly keys: readonly string[];
  /** What is to be said of a key that is none of them, where there is more to say than that. */
  readonly unknownKey: (key: string) => string | undefined;
  /** Whether the field may have this value. */
  readonly accepts: (value: unknown) => boolean;
}

/** Looks a field up, following in the data which kind of a union is meant. */
export function fieldHelp(root: Schema, data: unknown, path: Path): FieldHelp {
  let schema: Schema | undefined = root;
  let value = data;
  for (const key of path) {
    if (schema === undefined) break;
    schema = child(unwrap(schema, value), key);
    value = property(value, key);
  }
  if (schema === undefined) return { keys: [], unknownKey: () => undefined, accepts: () => false };
  const found = schema;
  const inner = unwrap(schema, value);
  const { description, examples } = metaOf(schema);
  return {
    ...(description === undefined ? {} : { description }),
    ...(examples?.[0] === undefined ? {} : { example: examples[0] }),
    keys: inner instanceof z.ZodObject ? Object.keys(inner.shape) : [],
    unknownKey: (key) => unknownKeys.get(inner)?.message(key),
    accepts: (candidate) => z.safeParse(found, candidate).success,
  };
}

/** The values of the field that decides between the kinds of a union. */
export function discriminatorValues(root: Schema, data: unknown, path: Path, field: string): string[] {
  let schema: Schema | undefined = root;
  let value = data;
  for (const key of path) {
    if (schema === undefined) return [];
    schema = child(unwrap(schema, value), key);
    value = property(value, key);
  }
  const union = schema === undefined ? undefined : withoutWrapper(schema);
  if (!(union instanceof z.ZodDiscriminatedUnion)) return [];
  return union.options.flatMap((option) => [...(option._zod.propValues?.[field] ?? [])].map(String));
}

function child(schema: Schema, key: PropertyKey): Schema | undefined {
  if (schema instanceof z.ZodObject) {
    const shape: Readonly<Record<string, Schema>> = schema.shape;
    return Object.hasOwn(shape, key) ? shape[String(key)] : undefined;
  }
  if (schema instanceof z.ZodRecord) return schema.valueType;
  if (schema instanceof z.ZodArray) return schema.element;
  return undefined;
}

function unwrap(schema: Schema, value: unknown): Schema {
  const inner = withoutWrapper(schema);
  if (!(inner instanceof z.ZodDiscriminatedUnion)) return inner;
  const field = inner.def.discriminator;
  const written = property(value, field);
  return (
    inner.options.find((option) => [...(option._zod.propValues?.[field] ?? [])].some((one) => one === written)) ?? inner
  );
}

function withoutWrapper(schema: Schema): Schema {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return withoutWrapper(schema.unwrap());
  }
  // What a person writes is what goes in.
  if (schema instanceof z.ZodPipe) return withoutWrapper(schema.in);
  return schema;
}

function metaOf(schema: Schema): { description?: string; examples?: readonly unknown[] } {
  const { description, examples } = z.globalRegistry.get(schema) ?? {};
  if (
    description === undefined &&
    (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
  ) {
    return metaOf(schema.unwrap());
  }
  return { ...(description === undefined ? {} : { description }), ...(Array.isArray(examples) ? { examples } : {}) };
}

function property(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}
