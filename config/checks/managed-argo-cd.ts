import type { Report } from "../problem";
import { problemAt } from "../problem";
import { entriesAt, find, findKey, textAt, type TreeMap } from "../tree";
import type { Drafts } from "./draft";

/** Where Argo CD that AWS runs is chosen. */
const CHOSEN = ["cluster", "managedArgoCd"] as const;

/** Whether AWS runs Argo CD for an environment. */
export function hasManagedArgoCd(tree: TreeMap): boolean {
  return textAt(tree, ["kind"])?.value === "eks" && find(tree, CHOSEN) !== undefined;
}

/** What can't be beside Argo CD that AWS runs: another engine, one of its own, and clusters that are not EKS's. */
export function checkManagedArgoCd({ drafts, rules }: Drafts, report: Report): void {
  for (const { resolved } of drafts) {
    if (resolved === undefined || !hasManagedArgoCd(resolved.tree)) continue;
    const { tree } = resolved;
    if (textAt(tree, ["gitops", "engine"])?.value === "flux") {
      const message = "is Argo CD run by AWS, and gitops.engine is flux here. Take it out, or write engine: argocd.";
      report(problemAt(findKey(tree, CHOSEN) ?? tree.at, [...CHOSEN], message));
      continue;
    }
    for (const [name, { key }] of entriesAt(tree, ["components"])) {
      const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
      if (rule?.engine !== "argocd") continue;
      const message =
        "would come beside the Argo CD that AWS runs by cluster.managedArgoCd. Take one of the two out; null takes out what a profile brings.";
      report(problemAt(key, ["components", name], message));
    }
    for (const [name, { key }] of entriesAt(tree, ["clusters"])) {
      const message =
        "is no cluster of EKS, and Argo CD run by AWS (cluster.managedArgoCd) reaches no other. Take one of the two out.";
      report(problemAt(key, ["clusters", name], message));
    }
  }
}
