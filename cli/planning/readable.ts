import type { Platform } from "../../config";

/**
 * The words of the environment files, profiles merged in: names, regions, accounts, domains. Everybody who reads a plan
 * can read those files, so a plan may say them, whatever else has the same value.
 */
export function readableWords({ organization, environments }: Platform): readonly string[] {
  return [...new Set([organization, ...environments].flatMap(wordsOf))];
}

function wordsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(wordsOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...wordsOf(inner)]);
}
