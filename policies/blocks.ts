import { isObject, type Block, type JsonObject, type SynthesizedStack } from "../stacks/synthesized-stack";

/*
 * Reading resources of Terraform's JSON, whatever they hold. Nothing here throws. A value that is an expression is
 * compared as the text it is, so a rule that asks for a value does not take an expression for it: what can't be read
 * does not pass.
 */

/** The resources of these types. */
export function resourcesOf(stack: SynthesizedStack, ...types: readonly string[]): Block[] {
  return stack.resources.filter(({ type }) => types.includes(type));
}

/**
 * The blocks of this name. Terraform's JSON has a block as an object or as a list of objects; a dynamic block counts by
 * its content.
 */
export function blocks(properties: JsonObject, name: string): JsonObject[] {
  const dynamic = objects(properties["dynamic"]).flatMap((byName) => objects(byName[name]));
  return [...objects(properties[name]), ...dynamic.flatMap(({ content }) => objects(content))];
}

/** The block of a name that there is one of at most; an empty one when there is none. */
export function block(properties: JsonObject, name: string): JsonObject {
  return blocks(properties, name)[0] ?? {};
}

function objects(value: unknown): JsonObject[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject);
}

/** A string, or the strings of a list. */
export function strings(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === "string");
}

/** Whether a value is true, in JSON or as the string that Terraform takes for it. */
export function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}

/** Whether a value is false, in JSON or as the string that Terraform takes for it. */
export function isFalse(value: unknown): boolean {
  return value === false || value === "false";
}

/** Whether an argument is left to its default: absent, or null, which Terraform takes for the same. */
export function isUnset(value: unknown): boolean {
  return value === undefined || value === null;
}

/** The value as a number, which Terraform also takes as a string. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : undefined;
}

/** What an argument is, in words: `http_tokens is "optional"`, `http_tokens is not set`. */
export function says(name: string, value: unknown): string {
  return `${name} is ${isUnset(value) ? "not set" : JSON.stringify(value)}`;
}

/** Whether a value has an expression that refers to this resource, or to an instance of it. */
export function refersTo(value: unknown, { address }: Block): boolean {
  if (typeof value !== "string") return false;
  const [, ...expressions] = value.split("${");
  return expressions
    .flatMap((expression) => expression.split(/[^\w.-]+/))
    .some((name) => name === address || name.startsWith(`${address}.`));
}

/** Whether a range holds every address there is. */
export function isWorld(cidr: string): boolean {
  return /\/0+$/.test(cidr.trim());
}

/** A string somewhere in a resource, and the way to it: `inline_policy.0.policy`. */
export interface Text {
  readonly path: readonly string[];
  readonly text: string;
}

/** Every string within a value. */
export function texts(value: unknown, path: readonly string[] = []): Text[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => texts(item, [...path, String(index)]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, [...path, key]));
}
