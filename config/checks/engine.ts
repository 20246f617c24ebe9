import type { Report } from "../problem";
import { problemAt } from "../problem";
import { engineComponents } from "../schema/gitops";
import { entriesAt, find, findKey, textAt } from "../tree";
import type { Drafts } from "./draft";
import { hasManagedArgoCd } from "./managed-argo-cd";
import { isMisspelt } from "./misspelt";

/** The GitOps engine is a component itself, unless AWS runs it: it has a version, or nothing could install it. */
export function checkEngines({ drafts, rules }: Drafts, report: Report): void {
  for (const { resolved } of drafts) {
    if (resolved === undefined) continue;
    const { tree, complete } = resolved;
    const engine = textAt(tree, ["gitops", "engine"])?.value;
    if (engine !== "argocd" && engine !== "flux") continue;
    const { name, example } = engineComponents[engine];
    const installed = complete && !hasManagedArgoCd(tree);
    if (installed && find(tree, ["components", name]) === undefined && !isMisspelt(tree, name)) {
      const components = findKey(tree, ["components"]);
      const at = components?.file === tree.at.file ? components : tree.at;
      const message = `is missing: the version of the GitOps engine. Write for example "components: { ${name}: { version: ${example} } }".`;
      report(problemAt(at, ["components", name], message));
    }
    for (const [component, { key }] of entriesAt(tree, ["components"])) {
      const only = Object.hasOwn(rules, component) ? rules[component]?.engine : undefined;
      if (only === undefined || only === engine) continue;
      const message = `goes with the engine ${only} alone, and gitops.engine is ${engine} here. Delete it, or change the engine.`;
      report(problemAt(key, ["components", component], message));
    }
  }
}
