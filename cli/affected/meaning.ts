import { isObject } from "../../stacks/synthesized-stack";

/**
 * A text that two JSON values share exactly when they mean the same: without the order of keys and without formatting,
 * and the same within strings that hold a JSON document, as policies do. The order of a list stays.
 */
export function jsonMeaning(value: unknown): string {
  if (typeof value === "string") {
    const document = documentIn(value);
    return document === undefined ? JSON.stringify(value) : `document(${jsonMeaning(document)})`;
  }
  if (Array.isArray(value)) return `[${value.map(jsonMeaning).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${jsonMeaning(member)}`);
  return `{${entries.sort().join(",")}}`;
}

/** The object or list that a string holds as JSON; undefined when it holds none, or one that would lose digits. */
function documentIn(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && keepsNumbers(text) ? parsed : undefined;
  } catch {
    return undefined; // Text that only looks like JSON: a template, or a list of another language.
  }
}

/** Whether every number of a JSON text is short enough to be told from its neighbours: JavaScript has 15 digits. */
function keepsNumbers(json: string): boolean {
  const numbers = json.replace(/"(?:[^"\\]|\\.)*"/g, "").match(/-?\d[\d.eE+-]*/g) ?? [];
  return numbers.every((number) => /^-?[\d.]{1,16}$/.test(number) && number.replace(/\D/g, "").length <= 15);
}
