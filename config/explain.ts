import type { z } from "zod";
import { discriminatorValues, fieldHelp, type FieldHelp } from "./schema/find";
import { didYouMean } from "./suggest";
import type { Tree } from "./tree";
import { shorten } from "./tree";

/** A zod issue about a value that exists, as a sentence of ours: the value found, what is allowed, the nearest one. */
export function explain(issue: z.core.$ZodIssue, value: Tree, schema: z.ZodType, data: unknown): string {
  if (value.type === "scalar" && value.value === null) {
    return "has no value. Write one, or delete the key: no profile gives it a value that null could remove.";
  }
  switch (issue.code) {
    case "invalid_type":
      return wrongType(issue.expected, value, fieldHelp(schema, data, issue.path));
    case "invalid_value":
      return notOneOf(value, issue.values.map(String));
    case "invalid_union": {
      const field =
        "discriminator" in issue && typeof issue.discriminator === "string" ? issue.discriminator : undefined;
      if (field === undefined) return `${show(value)} is not allowed here.`;
      return notOneOf(value, discriminatorValues(schema, data, issue.path.slice(0, -1), field));
    }
    case "too_small":
      return tooSmall(issue.origin, Number(issue.minimum), value);
    case "too_big":
      return tooBig(issue.origin, Number(issue.maximum), value);
    case "invalid_format":
    case "custom":
      return `${show(value)} ${issue.message}`;
    default:
      return `${show(value)} is not allowed here.`;
  }
}

const NAMES: Readonly<Record<string, string>> = {
  string: "a text",
  int: "a whole number",
  number: "a number",
  boolean: "true or false",
  object: "a map of keys and values",
  record: "a map of keys and values",
  array: "a list",
};

function wrongType(expected: string, value: Tree, { accepts, example }: FieldHelp): string {
  const name = NAMES[expected] ?? expected;
  if (value.type === "map") return `is a map of keys and values; ${name} is needed.`;
  if (value.type === "list") return `is a list; ${name} is needed.`;
  const shown = show(value);
  if (expected === "string") {
    const found = typeof value.value === "number" ? "is a number, not a text" : "is not a text";
    // Quotes help only where the text would be right: 1.35 in quotes is no version either.
    if (!accepts(value.source)) return `${shown} ${found}${typeof example === "string" ? ` such as ${example}` : ""}.`;
    return `${shown} ${found}; put it in quotes: ${JSON.stringify(shorten(value.source))}.`;
  }
  if (expected === "array") return `${shown} is not a list; write it as [${shorten(value.source)}].`;
  const text = typeof value.value === "string" ? value.value : "";
  const isQuoted = /^(number|int|boolean)$/.test(expected) && /^(\d+|true|false)$/.test(text);
  return `${shown} is not ${name}${isQuoted ? "; leave out the quotes" : ""}.`;
}

function notOneOf(value: Tree, allowed: readonly string[]): string {
  const list = allowed.join(", ");
  if (value.type !== "scalar")
    return `is a ${value.type}; ${allowed.length === 1 ? list : `one of ${list}`} is needed.`;
  const suggestion = typeof value.value === "string" ? didYouMean(value.value, allowed) : "";
  return `${show(value)} is not allowed; ${allowed.length === 1 ? `only ${list} is` : `one of ${list}`}.${suggestion}`;
}

function tooSmall(origin: string, minimum: number, value: Tree): string {
  if (origin === "array")
    return minimum === 1 ? "is an empty list; at least one value is needed." : `needs at least ${minimum} values.`;
  if (origin === "string")
    return `${show(value)} is too short; at least ${minimum} ${minimum === 1 ? "character is" : "characters are"} needed.`;
  return `${show(value)} is too small; the least allowed is ${minimum}.`;
}

function tooBig(origin: string, maximum: number, value: Tree): string {
  if (origin === "string") return `${show(value)} is too long; at most ${maximum} characters are allowed.`;
  return `${show(value)} is too large; the most allowed is ${maximum}.`;
}

/** The value as a person sees it: texts in quotes, everything else as it was written. Secrets are not repeated. */
export function show(value: Tree): string {
  if (value.type === "map") return "this map";
  if (value.type === "list") return "this list";
  return typeof value.value === "string" ? JSON.stringify(shorten(withoutSecrets(value.value))) : shorten(value.source);
}

/** Errors end up in logs: the user and password of an address and all of a private key but its first line are cut out. */
function withoutSecrets(text: string): string {
  return text.replace(/(PRIVATE KEY-*).*$/s, "$1…").replace(/\/\/[^/\s]*@/g, "//…@");
}
