import type { Report } from "../problem";
import { problemAt } from "../problem";
import { find, textAt } from "../tree";
import { isPrerelease } from "../versions";
import type { Drafts } from "./draft";
import { chartVersionPaths } from "./version-paths";

/** Pre-releases run only where the environment says so. */
export function checkPrereleases({ drafts }: Drafts, report: Report): void {
  for (const { name, resolved } of drafts) {
    if (resolved === undefined) continue;
    const { tree, complete } = resolved;
    const allowed = find(tree, ["prereleases"]);
    if (!complete || (allowed?.type === "scalar" && allowed.value !== false)) continue;
    for (const path of chartVersionPaths(tree)) {
      const version = textAt(tree, path);
      if (version === undefined || !isPrerelease(version.value)) continue;
      const message =
        `"${version.value}" is a pre-release, and ${name} allows none. ` +
        `Choose a released version, or write "prereleases: true".`;
      report(problemAt(version.at, path, message));
    }
  }
}
