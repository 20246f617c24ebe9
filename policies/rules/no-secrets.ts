import { isObject } from "../../stacks/synthesized-stack";
import type { Finding, Rule } from "../rule";
import { secretPatterns } from "../secret-patterns";

/** STATE-03 */
export const noSecrets: Rule = {
  id: "STATE-03",
  title: "no secret stands in a stack",
  reason: "the synthesized JSON is shown on pull requests, and what it holds is kept in the state for ever.",
  remedy: "declare the secret in stacks/variables.ts, set it as TF_VAR_…, and make a new one: this one has been seen.",
  check: ({ stack }) => find(stack.json, []),
};

function find(value: unknown, path: readonly string[]): Finding[] {
  if (typeof value === "string") {
    // A finding names the kind and the place, never the value.
    return secretPatterns
      .filter(({ pattern }) => pattern.test(value))
      .map(({ kind }) => ({ address: path.join("."), found: `holds what looks like ${kind}.` }));
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => find(item, [...path, String(index)]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => find(inner, [...path, key]));
}
