import { merge } from "./merge";
import type { Problem, Report } from "./problem";
import { problemAt } from "./problem";
import { didYouMean } from "./suggest";
import type { Position, Scalar, Tree, TreeMap } from "./tree";
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
 * that two profiles which share a third don't reset each other's values to it. `profile` is the name of a document that
 * is a profile itself.
 */
export function resolve(tree: TreeMap, profiles: Profiles, report: Report, profile?: string): Resolved {
  const order: string[] = [];
  let complete = true;
  const visit = (from: TreeMap, chain: readonly string[]): void => {
    for (const reference of extendsOf(from, report)) {
      const name = reference.value;
      if (chain.includes(name)) {
        const cycle = chain.slice(chain.indexOf(name));
        // Every profile of the circle finds it; told once, from the first by name.
        if (cycle.every((other) => name <= other)) report(inCircle(reference.at, [...cycle, name]));
        complete = false;
        continue;
      }
      if (order.includes(name)) continue;
      const next = profiles.get(name);
      if (next === undefined) {
        complete = false;
        if (!profiles.has(name)) {
          const known = [...profiles.keys()];
          const list = known.length === 0 ? "no profile" : known.join(", ");
          const message = `${show(reference)} is not a profile; environments/profiles holds ${list}.${didYouMean(name, known)}`;
          report(problemAt(reference.at, ["extends"], message));
        }
        continue;
      }
      visit(next, [...chain, name]);
      order.push(name);
    }
  };
  visit(tree, profile === undefined ? [] : [profile]);
  const layers = [...order.map((name) => profiles.get(name)), tree].filter((layer) => layer !== undefined);
  const empty: TreeMap = { type: "map", at: tree.at, entries: new Map() };
  return { tree: layers.map(withoutExtends).reduce(merge, empty), profiles: order, complete };
}

function inCircle(at: Position, cycle: readonly string[]): Problem {
  return problemAt(at, ["extends"], `profiles extend each other in a circle: ${cycle.join(" → ")}.`);
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
