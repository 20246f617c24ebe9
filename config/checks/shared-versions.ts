import { show } from "../explain";
import type { Report } from "../problem";
import { problemAt } from "../problem";
import { stagesOf } from "../stages";
import { find } from "../tree";
import type { Drafts } from "./draft";
import { versionPaths } from "./version-paths";

/** A version in a profile that reaches two stages of promotion at once would make the first stage's trial worthless. */
export function checkSharedVersions({ organization, drafts, profiles }: Drafts, report: Report): void {
  const stages = stagesOf(organization, drafts);
  for (const [profile, tree] of profiles) {
    if (tree === undefined) continue;
    const users = drafts.flatMap(({ name, resolved }) => (resolved?.profiles.includes(profile) ? [name] : []));
    const reached = stages.filter(({ environments }) => environments.some((name) => users.includes(name)));
    const names = [...new Set(reached.map(({ name }) => name))];
    if (names.length < 2) continue;
    for (const path of versionPaths(tree)) {
      const value = find(tree, path);
      if (value?.type !== "scalar" || value.value === null) continue;
      const message =
        `${show(value)} would reach ${names.join(", ")} at once, which are different stages of promotion. ` +
        `Versions stand in the environment files: move it there.`;
      report(problemAt(value.at, path, message));
    }
  }
}
