import type { Report } from "../problem";
import { problemAt } from "../problem";
import { didYouMean } from "../suggest";
import type { Path, TreeMap } from "../tree";
import { itemsAt } from "../tree";
import type { Drafts } from "./draft";

/** What is named must exist: the environments in the order of promotion, and the peers. */
export function checkReferences({ organization, drafts }: Drafts, report: Report): void {
  const names = drafts.map(({ name }) => name);
  if (organization !== undefined) checkNames(organization, ["promotion"], names, undefined, report);
  for (const { name, resolved } of drafts) {
    if (resolved !== undefined) checkNames(resolved.tree, ["peers"], names, name, report);
  }
}

function checkNames(
  tree: TreeMap,
  path: Path,
  names: readonly string[],
  self: string | undefined,
  report: Report,
): void {
  const seen = new Set<string>();
  for (const [index, item] of itemsAt(tree, path).entries()) {
    if (item.type !== "scalar" || typeof item.value !== "string") continue;
    const name = item.value;
    const tell = (message: string): void =>
      report(problemAt(item.at, [...path, index], `${JSON.stringify(name)} ${message}`));
    if (name === self) tell("is this environment itself.");
    else if (seen.has(name)) tell("is named twice in this list.");
    else if (!names.includes(name)) {
      const [list = ""] = path.map(String);
      const fix = `Put the file back, or take it out of ${list}.`;
      tell(`is not an environment; environments/${name}.yaml does not exist.${didYouMean(name, names)} ${fix}`);
    }
    seen.add(name);
  }
}
