import { compareBuild, parse } from "semver";

/** What is newer than a version. */
export interface Newer {
  /** The newest of all; the version itself when there is no newer one. */
  readonly newest: string;
  /** The newest with the same major version. */
  readonly minor: string;
  /** The newest with the same major and minor version. */
  readonly patch: string;
}

/**
 * Looks for newer versions among all that there are. Pre-releases count only where they are allowed; what is no version
 * never does. Nothing when the version itself is none.
 */
export function newerThan(current: string, all: readonly string[], prereleases: boolean): Newer | undefined {
  const from = parse(current);
  if (from === null) return undefined;
  const newest = (fits: (major: number, minor: number) => boolean): string =>
    all.reduce((best, candidate) => {
      const version = parse(candidate);
      if (version === null || (version.prerelease.length > 0 && !prereleases)) return best;
      return fits(version.major, version.minor) && compareBuild(candidate, best) > 0 ? candidate : best;
    }, current);
  return {
    newest: newest(() => true),
    minor: newest((major) => major === from.major),
    patch: newest((major, minor) => major === from.major && minor === from.minor),
  };
}
