import type { Report } from "../problem";
import { place, problemAt } from "../problem";
import type { Position } from "../tree";
import { textAt } from "../tree";
import type { Drafts } from "./draft";

/** No two environments may answer to the same host names, and each one's lie in the zone that serves them. */
export function checkDomains({ drafts }: Drafts, report: Report): void {
  const owners = new Map<string, { readonly environment: string; readonly at: Position }>();
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
    if (owner === undefined) owners.set(domain.value, { environment: name, at: domain.at });
    else {
      const message = `${JSON.stringify(domain.value)} is the domain of ${name} here and of ${owner.environment} at ${place(owner.at)}; every environment has its own, so change the one that is new.`;
      report(problemAt(domain.at, ["domain"], message));
    }
  }
}
