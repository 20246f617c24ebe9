import type { Report } from "../problem";
import { problemAt } from "../problem";
import type { ComponentRules } from "../rules";
import { VIRTUAL_CLUSTER_NAMESPACE } from "../schema/clusters";
import type { Path, Position, TreeMap } from "../tree";
import { entriesAt, textAt } from "../tree";
import type { Drafts } from "./draft";

/** A namespace has one owner: a component, a virtual cluster, a tenant, or applications of the platform's own. */
export function checkNamespaces({ drafts, rules }: Drafts, report: Report): void {
  for (const { resolved } of drafts) {
    if (resolved === undefined) continue;
    const { tree } = resolved;
    const tenants = new Map<string, string>();
    for (const [name, { key }] of entriesAt(tree, ["tenants"])) {
      const { text, at, path } = namespaceOf(tree, ["tenants", name], name, key);
      const tell = (message: string): void => report(problemAt(at, path, `"${text}" ${message}`));
      const other = tenants.get(text);
      const owner = ownerOf(text, tree, rules);
      if (owner !== undefined) tell(`is a namespace of ${owner}; choose another.`);
      else if (other !== undefined) tell(`is already the namespace of the tenant ${other}; choose another.`);
      tenants.set(text, other ?? name);
    }
    for (const [name, { key }] of entriesAt(tree, ["applications"])) {
      // In a virtual cluster all namespaces are its own.
      if (textAt(tree, ["applications", name, "cluster"]) !== undefined) continue;
      const tenant = textAt(tree, ["applications", name, "tenant"])?.value;
      const { text, at, path } = namespaceOf(tree, ["applications", name], name, key);
      const tell = (message: string): void => report(problemAt(at, path, `"${text}" ${message}`));
      if (tenant === undefined) {
        const owner = ownerOf(text, tree, rules);
        const other = tenants.get(text);
        if (owner !== undefined) tell(`is a namespace of ${owner}; choose another.`);
        else if (other !== undefined) {
          tell(`is the namespace of the tenant ${other}. Write "tenant: ${other}", or choose another.`);
        }
      } else {
        const theirs = textAt(tree, ["tenants", tenant, "namespace"])?.value ?? tenant;
        if (path.at(-1) === "namespace" && text !== theirs) {
          tell(`is not the namespace of its tenant ${tenant}, which is ${theirs}; delete this key.`);
        }
      }
    }
  }
}

/** The namespace of a tenant or an application, called like it by default, and where it comes from. */
function namespaceOf(
  tree: TreeMap,
  path: Path,
  name: string,
  key: Position,
): { readonly text: string; readonly at: Position; readonly path: Path } {
  const written = textAt(tree, [...path, "namespace"]);
  if (written === undefined) return { text: name, at: key, path };
  return { text: written.value, at: written.at, path: [...path, "namespace"] };
}

function ownerOf(namespace: string, tree: TreeMap, rules: ComponentRules): string | undefined {
  if (namespace === "default" || namespace.startsWith("kube-")) return "Kubernetes itself";
  const inside = entriesAt(tree, ["clusters"]).find(([name]) => namespace === `${VIRTUAL_CLUSTER_NAMESPACE}${name}`);
  if (inside !== undefined) return `the virtual cluster ${inside[0]}`;
  const component = Object.keys(rules).find((name) => rules[name]?.namespace === namespace);
  return component === undefined ? undefined : `the component ${component}`;
}
