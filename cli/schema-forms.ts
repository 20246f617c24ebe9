import type { z } from "zod";

/** What JSON can hold. */
export type Json = z.core.util.JSONType;

/** A JSON Schema, or a part of one. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Every description as a sentence. */
export function capitalized(schema: JsonObject): JsonObject {
  return rewrite(schema, (node) => {
    const { description } = node;
    if (typeof description !== "string") return node;
    return { ...node, description: `${description.charAt(0).toUpperCase()}${description.slice(1)}.` };
  });
}

/** `values` of a chart may be anything; the definition that zod makes for "any JSON" says no more than nothing does. */
export function withoutDefinitions({ definitions: _, ...schema }: JsonObject): JsonObject {
  return rewrite(schema, (node) => (node.$ref === undefined ? node : {}));
}

/** Allows `null` for what may be absent and for everything that has a name: it removes what a profile says. */
export function removable(schema: JsonObject): JsonObject {
  return rewrite(schema, (node) => {
    const required = Array.isArray(node.required) ? node.required : [];
    return {
      ...node,
      ...over(node, "properties", (all) =>
        mapValues(all, (one, key) => (required.includes(key) ? one : nullable(one))),
      ),
      ...over(node, "additionalProperties", nullable),
    };
  });
}

/** Nothing is required, because what is missing may come from a profile. */
export function partial(schema: JsonObject): JsonObject {
  return rewrite(schema, ({ required: _, oneOf, ...node }) => ({
    ...node,
    ...over(node, "properties", (all) => mapValues(all, nullable)),
    ...(oneOf === undefined ? {} : { anyOf: oneOf }),
  }));
}

/** Adds `extends`, which is gone before the file is checked. */
export function withExtends(schema: JsonObject): JsonObject {
  const name = { type: "string", examples: ["standard"] };
  const profiles = {
    description: "The profile, or profiles, below this file (environments/profiles/<name>.yaml); later ones win.",
    anyOf: [name, { type: "array", items: name }],
  };
  return { ...schema, ...over(schema, "properties", (all) => ({ extends: profiles, ...all })) };
}

/** Changes every schema within a schema, the innermost first; examples and defaults are no schemas. */
function rewrite(schema: JsonObject, change: (node: JsonObject) => JsonObject): JsonObject {
  const inner = (value: Json): Json => (isObject(value) ? rewrite(value, change) : value);
  const node: JsonObject = {
    ...schema,
    ...over(schema, "properties", (all) => mapValues(all, inner)),
    ...over(schema, "additionalProperties", inner),
    ...over(schema, "items", inner),
    ...Object.fromEntries(
      ["allOf", "anyOf", "oneOf"].flatMap((key) => {
        const list = schema[key];
        return Array.isArray(list) ? [[key, list.map(inner)]] : [];
      }),
    ),
  };
  return change(node);
}

function nullable(schema: Json): Json {
  if (!isObject(schema) || schema.const !== undefined) return schema;
  const nothing = { type: "null" };
  const union = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(union) && !union.some((one) => isObject(one) && one.type === "null")) {
    const { anyOf: _, oneOf: __, ...rest } = schema;
    return { ...rest, anyOf: [...union, nothing] };
  }
  if (typeof schema.type !== "string") return schema;
  const either = { ...schema, type: [schema.type, "null"] };
  return Array.isArray(schema.enum) ? { ...either, enum: [...schema.enum, null] } : either;
}

/** The key with its changed value when it holds a map; otherwise nothing to spread. */
function over(schema: JsonObject, key: string, change: (value: JsonObject) => Json): JsonObject {
  const value = schema[key];
  return isObject(value) ? { [key]: change(value) } : {};
}

function mapValues(map: JsonObject, change: (value: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value, key)]));
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
