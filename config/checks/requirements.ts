import type { Report } from "../problem";
import { problemAt } from "../problem";
import type { ComponentRule } from "../rules";
import type { Path, Position, TreeMap } from "../tree";
import { entriesAt, find, itemsAt, textAt } from "../tree";
import { isWithin } from "../versions";
import type { Drafts } from "./draft";
import { isMisspelt } from "./misspelt";

/** What a component, or a variant of one, asks of another component. */
interface Need {
  readonly component: string;
  readonly range: string;
  /** Who asks, and what to take out when it can't be had. */
  readonly who: string;
  readonly out: string;
  readonly at: Position;
  readonly path: Path;
}

/** A component comes with what it depends on, in a version that it works with. */
export function checkRequirements({ drafts, rules }: Drafts, report: Report): void {
  for (const { name: environment, resolved } of drafts) {
    if (resolved === undefined) continue;
    const { tree, complete } = resolved;
    const needs = entriesAt(tree, ["components"]).flatMap(([name, { key }]) => {
      const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
      return rule === undefined ? [] : needsOf(tree, name, key, rule);
    });
    for (const { component, range, who, out, at, path } of needs) {
      const versionPath = ["components", component, "version"];
      const version = textAt(tree, versionPath);
      if (find(tree, ["components", component]) === undefined) {
        const message = `needs "${component}", which ${absence(tree, component, environment)}, or take ${out} out.`;
        if (complete && !isMisspelt(tree, component)) report(problemAt(at, path, message));
      } else if (version !== undefined && !isWithin(version.value, range)) {
        const message = `"${version.value}" is not in the range ${range} that ${who} needs. Choose a version of it.`;
        report(problemAt(version.at, versionPath, message));
      }
    }
  }
}

/** Why the environment has no such component, and what to do; a `null` in some file is easily overlooked. */
function absence(tree: TreeMap, component: string, environment: string): string {
  const components = find(tree, ["components"]);
  const at = components?.type === "map" ? components.removed?.get(component) : undefined;
  if (at === undefined) return `${environment} does not have. Add it`;
  return `${environment} does not have: ${at.file}:${at.line} takes it out. Delete that line`;
}

function needsOf(tree: TreeMap, name: string, key: Position, rule: ComponentRule): Need[] {
  const path = ["components", name];
  const own = Object.entries(rule.dependsOn).map(([component, range]): Need => ({
    component,
    range,
    who: name,
    out: name,
    at: key,
    path,
  }));
  const ofVariants = itemsAt(tree, [...path, "variants"]).flatMap((item, index) => {
    const variant = item.type === "scalar" ? String(item.value) : "";
    const needs = Object.hasOwn(rule.variants, variant) ? (rule.variants[variant]?.dependsOn ?? {}) : {};
    return Object.entries(needs).map(([component, range]): Need => ({
      component,
      range,
      who: `the variant ${variant} of ${name}`,
      out: "the variant",
      at: item.at,
      path: [...path, "variants", index],
    }));
  });
  return [...own, ...ofVariants];
}
