import type { Entry, Tree, TreeMap } from "./tree";

/**
 * Lays one document over another: maps merge key by key, `null` removes what is below it, lists and scalars replace.
 * Every value keeps the file and place it was written in. A `null` with nothing below it stays, so that the check
 * of the merged document can say that it removes nothing.
 */
export function merge(below: TreeMap, above: TreeMap): TreeMap {
  const entries = new Map<string, Entry>(below.entries);
  const removed = new Map([...(below.removed ?? []), ...(above.removed ?? [])]);
  for (const [key, entry] of above.entries) {
    const existing = entries.get(key);
    if (existing === undefined || isNull(existing.value)) entries.set(key, entry);
    else if (isNull(entry.value)) {
      entries.delete(key);
      removed.set(key, entry.key);
    } else entries.set(key, { key: entry.key, value: mergeValue(existing.value, entry.value) });
  }
  return { type: "map", at: above.at, entries, removed };
}

function mergeValue(below: Tree, above: Tree): Tree {
  return below.type === "map" && above.type === "map" ? merge(below, above) : above;
}

function isNull(tree: Tree): boolean {
  return tree.type === "scalar" && tree.value === null;
}
