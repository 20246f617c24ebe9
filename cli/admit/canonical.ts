import { isObject } from "../../stacks/synthesized-stack";

/**
 * A value as a text that is the same for the same value, whatever the order of keys. Undefined is the same as null,
 * as it is to Terraform.
 */
export function canonical(value: unknown): string {
  return JSON.stringify([sorted(value)]);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => ({ key, value: sorted(inner) }));
}
