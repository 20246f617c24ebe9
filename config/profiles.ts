import { merge } from "./merge";
import type { Report } from "./problem";
import { problemAt } from "./problem";
import { didYouMean } from "./suggest";
import type { Scalar, Tree, TreeMap } from "./tree";
import { entriesAt, find } from "./tree";
import { show } from "./explain";

/** A document laid over the profiles that it extends. */
export interface Resolved {
  /** Without `extends`. */
  readonly tree: TreeMap;
  /** Every profile that took part, the lowest first. */
  readonly profiles: readonly string[];
  /** False when a profile is unknown, broken or part of a cycle, so that values may be missing. */
  readonly complete: boolean;
}

/** The profiles of the repository by name; nothing stands for one whose file could not be read. */
export type Profiles = ReadonlyMap<string, TreeMap | undefined>;

/**
 * Merges a document with what it extends. Each profile takes part once, at its first and therefore lowest place, so
 * that two profiles which share a third don't reset each other's values to it.
 */
export function resolve(tree: TreeMap, profiles: Profiles, report: Report): Resolved {
  const order: string[] = [];
  let complete = true;
  const visit = (from: TreeMap, chain: readonly string[]): void => {
    for (const reference of extendsOf(from, report)) {
      const name = reference.value;
      if (chain.includes(name)) {
        const cycle = [...chain.slice(chain.indexOf(name)), name];
        report(problemAt(reference.at, ["extends"], `profiles extend each other in a circle: ${cycle.join(" → ")}.`));
        complete = false;
        continue;
      }
      if (order.includes(name)) continue;
      const profile = profiles.get(name);
      if (profile === undefined) {
        complete = false;
        if (!profiles.has(name)) {
          const known = [...profiles.keys()];
          const list = known.length === 0 ? "there is none" : `there are ${known.join(", ")}`;
          const message = `"${name}" is not a profile in environments/profiles; ${list}.${didYouMean(name, known)}`;
          report(problemAt(reference.at, ["extends"], message));
        }
        continue;
      }
      visit(profile, [...chain, name]);
      order.push(name);
    }
  };
  visit(tree, []);
  const layers = [...order.map((name) => profiles.get(name)), tree].filter((layer) => layer !== undefined);
  const empty: TreeMap = { type: "map", at: tree.at, entries: new Map() };
  return { tree: layers.map(withoutExtends).reduce(merge, empty), profiles: order, complete };
}

/** The names in `extends`: one text or a list of texts. */
function extendsOf(tree: TreeMap, report: Report): (Scalar & { readonly value: string })[] {
  const value = find(tree, ["extends"]);
  if (value === undefined) return [];
  const items = value.type === "list" ? value.items : [value];
  const names: (Scalar & { readonly value: string })[] = [];
  for (const item of items) {
    if (item.type === "scalar" && typeof item.value === "string") names.push({ ...item, value: item.value });
    else
      report(problemAt(item.at, ["extends"], `${describe(item)} is not the name of a profile, nor a list of names.`));
  }
  return names;
}

function describe(tree: Tree): string {
  return tree.type === "scalar" && tree.value === null ? "nothing" : show(tree);
}

function withoutExtends(tree: TreeMap): TreeMap {
  return { ...tree, entries: new Map(entriesAt(tree, []).filter(([key]) => key !== "extends")) };
}
