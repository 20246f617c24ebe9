import { isObject } from "../stacks/synthesized-stack";

/** A JSON value as text, keys in order: equal texts, equal values. What is absent in an object counts as null does. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value ?? null);
  // A large plan has some hundred thousand entries: nothing is made for each but its text.
  let text = "";
  for (const key of Object.keys(value).sort()) {
    const entry = value[key];
    if (entry === null || entry === undefined) continue;
    text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonical(entry)}`;
  }
  return `{${text}}`;
}
