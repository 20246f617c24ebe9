import type { Report } from "../problem";
import { problemAt } from "../problem";
import { entriesAt, find, textAt } from "../tree";
import type { Drafts } from "./draft";

/** Reads a virtual cluster's credentials for the engine. */
const NEEDED = "external-secrets";

/** Virtual clusters are registered in Argo CD, by a Secret that External Secrets makes of theirs. */
export function checkVirtualClusters({ drafts }: Drafts, report: Report): void {
  for (const { name: environment, resolved } of drafts) {
    if (resolved === undefined) continue;
    const { tree, complete } = resolved;
    const engine = textAt(tree, ["gitops", "engine"])?.value;
    for (const [name, { key }] of entriesAt(tree, ["clusters"])) {
      const tell = (message: string): void => report(problemAt(key, ["clusters", name], message));
      if (engine === "flux") {
        tell("a virtual cluster is registered in Argo CD, and gitops.engine is flux here. Take it out.");
      } else if (complete && find(tree, ["components", NEEDED]) === undefined) {
        tell(`needs the component "${NEEDED}", which ${environment} does not have. Add it, or take ${name} out.`);
      }
    }
  }
}
