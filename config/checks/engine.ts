import type { Report } from "../problem";
import { problemAt } from "../problem";
import { componentNames, engineComponents } from "../schema/gitops";
import { closest } from "../suggest";
import type { TreeMap } from "../tree";
import { entriesAt, find, findKey, textAt } from "../tree";
import type { Drafts } from "./draft";

/** The GitOps engine is a component itself: it has a version, or nothing could install it. */
export function checkEngines({ drafts }: Drafts, report: Report): void {
  for (const { resolved } of drafts) {
    if (resolved === undefined) continue;
    const engine = textAt(resolved.tree, ["gitops", "engine"]);
    if (engine === undefined || (engine.value !== "argocd" && engine.value !== "flux")) continue;
    const component = engineComponents[engine.value];
    const tell = (message: string): void =>
      report(problemAt(engine.at, ["gitops", "engine"], `"${engine.value}" ${message}`));
    if (!componentNames.includes(component)) {
      tell(`can't be installed: the catalog has no component "${component}". Use argocd.`);
    } else if (resolved.complete && find(resolved.tree, ["components", component]) === undefined) {
      if (isMisspelt(resolved.tree, component)) continue; // told, with a suggestion
      const components = findKey(resolved.tree, ["components"]);
      const at = components?.file === resolved.tree.at.file ? components : resolved.tree.at;
      const message = `is missing: the version of the GitOps engine. Write for example "components: { ${component}: { version: 10.1.1 } }".`;
      report(problemAt(at, ["components", component], message));
    }
  }
}

/** Whether an unknown key is so near to `components`, or to the component, that the check of the keys suggests it. */
function isMisspelt(tree: TreeMap, component: string): boolean {
  const isNear = (path: string[], name: string): boolean =>
    entriesAt(tree, path).some(([key]) => key !== name && closest(key, [name]) !== undefined);
  return isNear(["components"], component) || (find(tree, ["components"]) === undefined && isNear([], "components"));
}
