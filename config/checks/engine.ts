import type { Report } from "../problem";
import { problemAt } from "../problem";
import { componentNames, engineComponents } from "../schema/gitops";
import { find, textAt } from "../tree";
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
      tell(
        `needs its version among the components. Write for example "components: { ${component}: { version: 10.1.1 } }".`,
      );
    }
  }
}
