import type { Report } from "../problem";
import { problemAt } from "../problem";
import { entriesAt } from "../tree";
import type { Drafts } from "./draft";

/** The Application that brings all others. */
const ROOT = "root";

/** What the engine runs has one name each: components, applications and virtual clusters are told apart by nothing else. */
export function checkNames({ drafts, rules }: Drafts, report: Report): void {
  for (const { resolved } of drafts) {
    if (resolved === undefined) continue;
    const applications = new Set(entriesAt(resolved.tree, ["applications"]).map(([name]) => name));
    for (const part of ["applications", "clusters"]) {
      for (const [name, { key }] of entriesAt(resolved.tree, [part])) {
        const tell = (owner: string): void =>
          report(problemAt(key, [part, name], `"${name}" is the name of ${owner}; choose another.`));
        if (Object.hasOwn(rules, name)) tell("a component of the catalog");
        else if (name === ROOT) tell("the Application that brings all others");
        else if (part === "clusters" && applications.has(name)) tell("an application");
      }
    }
  }
}
