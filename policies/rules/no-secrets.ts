import { isObject } from "../../stacks/synthesized-stack";
import type { Finding, Rule } from "../rule";

/** What secrets look like. A finding names the kind and the place, never the value. */
const patterns: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ["a private key", /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ["an age key", /\bAGE-SECRET-KEY-1[0-9A-Z]{10,}/],
  ["an AWS access key", /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ["a GitHub token", /\b(?:gh[oprsu]_[0-9A-Za-z]{30,}|github_pat_[0-9A-Za-z_]{30,})/],
  ["a GitLab token", /\bglpat-[0-9A-Za-z_-]{20,}/],
  ["a Slack token", /\bxox[abprs]-[0-9A-Za-z-]{10,}/],
  ["a k3s token", /\bK10[0-9a-f]{64}::/],
  ["a Vault token", /\bhv[bs]\.[0-9A-Za-z_-]{20,}/],
  ["a JSON web token", /\beyJ[0-9A-Za-z_-]{10,}\.eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{10,}/],
  ["a password in a URL", /:\/\/[^\s/:@${}]+:[^\s/@${}]+@/],
];

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
    return patterns
      .filter(([, pattern]) => pattern.test(value))
      .map(([kind]) => ({ address: path.join("."), found: `holds what looks like ${kind}.` }));
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => find(item, [...path, String(index)]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => find(inner, [...path, key]));
}
