import type { Report } from "../problem";
import { problemAt } from "../problem";
import { entriesAt, textAt } from "../tree";
import type { Drafts } from "./draft";

/** What each engine brings under a name of its own, where it would bring an application, too. */
const RESERVED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  argocd: { root: "the Application that brings all others" },
  flux: {
    platform: "the Kustomization that brings all others",
    "image-automation": "what writes newer tags of images",
  },
};

/** What the engine runs has one name each: components, applications and virtual clusters are told apart by nothing else. */
export function checkNames({ drafts, rules }: Drafts, report: Report): void {
  for (const { resolved } of drafts) {
    if (resolved === undefined) continue;
    const engine = textAt(resolved.tree, ["gitops", "engine"])?.value ?? "";
    const reserved = Object.hasOwn(RESERVED, engine) ? (RESERVED[engine] ?? {}) : {};
    const applications = new Set(entriesAt(resolved.tree, ["applications"]).map(([name]) => name));
    for (const part of ["applications", "clusters"]) {
      for (const [name, { key }] of entriesAt(resolved.tree, [part])) {
        const tell = (owner: string): void =>
          report(problemAt(key, [part, name], `"${name}" is the name of ${owner}; choose another.`));
        if (Object.hasOwn(rules, name)) tell("a component of the catalog");
        else if (Object.hasOwn(reserved, name)) tell(reserved[name] ?? "");
        else if (part === "clusters" && applications.has(name)) tell("an application");
      }
    }
  }
}
