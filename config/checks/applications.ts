import type { Report } from "../problem";
import { problemAt } from "../problem";
import { didYouMean } from "../suggest";
import type { Path, Scalar, TreeMap } from "../tree";
import { entriesAt, findKey, itemsAt, textAt } from "../tree";
import type { Drafts } from "./draft";

/** What an application names exists in its environment and is its tenant's, and none waits for itself. */
export function checkApplications({ drafts }: Drafts, report: Report): void {
  for (const { name: environment, resolved } of drafts) {
    if (resolved === undefined) continue;
    const { tree, complete } = resolved;
    const known = (part: string): string[] => entriesAt(tree, [part]).map(([name]) => name);
    const exists = (value: Scalar & { readonly value: string }, path: Path, part: string, noun: string): void => {
      const names = known(part);
      if (!complete || names.includes(value.value)) return;
      const there = names.length === 0 ? "there is none" : `there is ${names.join(", ")}`;
      const suggestion = didYouMean(value.value, names);
      report(problemAt(value.at, path, `"${value.value}" is not ${noun} of ${environment}; ${there}.${suggestion}`));
    };
    for (const name of known("applications")) {
      const path = ["applications", name];
      for (const [key, part, noun] of OTHERS) {
        const value = textAt(tree, [...path, key]);
        if (value !== undefined) exists(value, [...path, key], part, noun);
      }
      checkOwners(tree, path, report);
      for (const [index, item] of itemsAt(tree, [...path, "dependsOn"]).entries()) {
        if (item.type !== "scalar" || typeof item.value !== "string") continue;
        exists({ ...item, value: item.value }, [...path, "dependsOn", index], "applications", "an application");
      }
    }
    for (const name of known("clusters")) {
      const tenant = textAt(tree, ["clusters", name, "tenant"]);
      if (tenant !== undefined) exists(tenant, ["clusters", name, "tenant"], "tenants", "a tenant");
    }
    for (const circle of circlesOf(tree)) {
      const path = ["applications", circle[0] ?? "", "dependsOn"];
      const message = `applications wait for each other in a circle: ${[...circle, circle[0]].join(" → ")}.`;
      report(problemAt(findKey(tree, path) ?? tree.at, path, message));
    }
  }
}

/** A tenant's application does not run in the virtual cluster of another one. */
function checkOwners(tree: TreeMap, path: Path, report: Report): void {
  const [tenant, cluster] = ["tenant", "cluster"].map((key) => textAt(tree, [...path, key]));
  if (tenant === undefined || cluster === undefined) return;
  const owner = textAt(tree, ["clusters", cluster.value, "tenant"])?.value;
  if (owner === undefined || owner === tenant.value) return;
  const message = `"${cluster.value}" is the virtual cluster of the tenant ${owner}, and this is an application of ${tenant.value}; choose another.`;
  report(problemAt(cluster.at, [...path, "cluster"], message));
}

const OTHERS = [
  ["tenant", "tenants", "a tenant"],
  ["cluster", "clusters", "a virtual cluster"],
] as const;

/** Every circle once, from its first application by name. */
function circlesOf(tree: TreeMap): string[][] {
  const circles = new Map<string, string[]>();
  const done = new Set<string>();
  const visit = (name: string, chain: readonly string[]): void => {
    if (chain.includes(name)) {
      const circle = chain.slice(chain.indexOf(name));
      const first = circle.indexOf([...circle].sort()[0] ?? "");
      const turned = [...circle.slice(first), ...circle.slice(0, first)];
      circles.set(turned.join(), turned);
      return;
    }
    if (done.has(name)) return;
    for (const item of itemsAt(tree, ["applications", name, "dependsOn"])) {
      if (item.type === "scalar") visit(String(item.value), [...chain, name]);
    }
    done.add(name);
  };
  for (const [name] of entriesAt(tree, ["applications"])) visit(name, []);
  return [...circles.values()];
}
