import type { Report } from "../problem";
import { problemAt } from "../problem";
import { textAt } from "../tree";
import type { Drafts } from "./draft";

/** No two environments may answer to the same host names. */
export function checkDomains({ drafts }: Drafts, report: Report): void {
  const owners = new Map<string, string>();
  for (const { name, resolved } of drafts) {
    const domain = resolved && textAt(resolved.tree, ["domain"]);
    if (domain === undefined) continue;
    const owner = owners.get(domain.value);
    if (owner === undefined) owners.set(domain.value, name);
    else {
      const message = `${JSON.stringify(domain.value)} is the domain of ${owner} and of ${name}; every environment has its own.`;
      report(problemAt(domain.at, ["domain"], message));
    }
  }
}
