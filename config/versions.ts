import { parse, satisfies } from "semver";

/** Whether a version is of a range; a pre-release counts as what it leads to. Anything is of the range `*`. */
export function isWithin(version: string, range: string): boolean {
  const parsed = parse(version);
  if (range === "*" || parsed === null) return range === "*";
  return satisfies(`${parsed.major}.${parsed.minor}.${parsed.patch}`, range);
}

/** Whether a version is a pre-release such as 1.2.0-rc.1. */
export function isPrerelease(version: string): boolean {
  return (parse(version)?.prerelease.length ?? 0) > 0;
}
