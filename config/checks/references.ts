import type { Report } from "../problem";
import { problemAt } from "../problem";
import { didYouMean } from "../suggest";
import { itemsAt } from "../tree";
import type { Drafts } from "./draft";

/** Peers must exist. */
export function checkReferences({ drafts }: Drafts, report: Report): void {
  const names = drafts.map(({ name }) => name);
  for (const { name: self, resolved } of drafts) {
    const seen = new Set<string>();
    for (const [index, item] of (resolved === undefined ? [] : itemsAt(resolved.tree, ["peers"])).entries()) {
      if (item.type !== "scalar" || typeof item.value !== "string") continue;
      const name = item.value;
      const tell = (message: string): void =>
        report(problemAt(item.at, ["peers", index], `${JSON.stringify(name)} ${message}`));
      if (name === self) tell("is this environment itself.");
      else if (seen.has(name)) tell("is named twice in this list.");
      else if (!names.includes(name)) {
        const fix = "Put the file back, or take it out of peers.";
        tell(`is not an environment; environments/${name}.yaml does not exist.${didYouMean(name, names)} ${fix}`);
      }
      seen.add(name);
    }
  }
}
