import type { Report } from "../problem";
import { problemAt } from "../problem";
import { textAt } from "../tree";
import type { Drafts } from "./draft";

/** No two environments may answer to the same host names, and each one's lie in the zone that serves them. */
export function checkDomains({ drafts }: Drafts, report: Report): void {
  const owners = new Map<string, string>();
  for (const { name, resolved } of drafts) {
    if (resolved === undefined) continue;
    const domain = textAt(resolved.tree, ["domain"]);
    if (domain === undefined) continue;
    const zone = textAt(resolved.tree, ["dns", "zone"]);
    if (zone !== undefined && domain.value !== zone.value && !domain.value.endsWith(`.${zone.value}`)) {
      const message = `"${zone.value}" does not hold the environment's domain ${domain.value}; name the zone that does.`;
      report(problemAt(zone.at, ["dns", "zone"], message));
    }
    const owner = owners.get(domain.value);
    if (owner === undefined) owners.set(domain.value, name);
    else {
      const message = `${JSON.stringify(domain.value)} is the domain of ${owner} and of ${name}; every environment has its own.`;
      report(problemAt(domain.at, ["domain"], message));
    }
  }
}
