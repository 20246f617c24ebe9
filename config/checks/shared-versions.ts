import type { Report } from "../problem";
import { problemAt } from "../problem";
import type { Path, TreeMap } from "../tree";
import { entriesAt, find, itemsAt } from "../tree";
import { show } from "../explain";
import type { Drafts } from "./draft";

/** A version in a profile that reaches two stages of promotion at once would make the first stage's trial worthless. */
export function checkSharedVersions({ organization, drafts, profiles }: Drafts, report: Report): void {
  const stages = organization === undefined ? [] : itemsAt(organization, ["promotion"]);
  const promoted = stages.flatMap((item) => (item.type === "scalar" ? [String(item.value)] : []));
  for (const [profile, tree] of profiles) {
    if (tree === undefined) continue;
    const users = drafts.filter(
      ({ name, resolved }) => promoted.includes(name) && resolved?.profiles.includes(profile),
    );
    if (users.length < 2) continue;
    const names = promoted.filter((stage) => users.some(({ name }) => name === stage)).join(", ");
    for (const path of versionPaths(tree)) {
      const value = find(tree, path);
      if (value?.type !== "scalar" || value.value === null) continue;
      const message =
        `${show(value)} would reach ${names} at once, which are different stages of promotion. ` +
        `Versions stand in the environment files: move it there.`;
      report(problemAt(value.at, path, message));
    }
  }
}

function versionPaths(tree: TreeMap): Path[] {
  const components = entriesAt(tree, ["components"]).map(([name]) => ["components", name, "version"]);
  return [...components, ["cluster", "version"]];
}
