import { isObject } from "../../stacks/synthesized-stack";

/**
 * Whether a value holds everything that a pattern asks for: of an object the named keys, of a list every item.
 * Jest's asymmetric matchers (`expect.stringContaining("…")`) may stand anywhere in the pattern.
 */
export function matches(value: unknown, pattern: unknown): boolean {
  if (isMatcher(pattern)) return pattern.asymmetricMatch(value);
  if (Array.isArray(pattern)) {
    return (
      Array.isArray(value) && value.length === pattern.length && pattern.every((item, i) => matches(value[i], item))
    );
  }
  if (isObject(pattern)) {
    return isObject(value) && Object.entries(pattern).every(([key, wanted]) => matches(value[key], wanted));
  }
  return Object.is(value, pattern);
}

interface Matcher {
  asymmetricMatch(value: unknown): boolean;
}

function isMatcher(pattern: unknown): pattern is Matcher {
  return typeof pattern === "object" && pattern !== null && "asymmetricMatch" in pattern;
}
