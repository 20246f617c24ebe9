import { closest } from "../suggest";
import type { TreeMap } from "../tree";
import { entriesAt, find } from "../tree";

/**
 * Whether a component is absent only because of a slip: an unknown key is so near to it, or to `components`, that the
 * check of the keys suggests it.
 */
export function isMisspelt(tree: TreeMap, component: string): boolean {
  const isNear = (path: string[], name: string): boolean =>
    entriesAt(tree, path).some(([key]) => key !== name && closest(key, [name]) !== undefined);
  const own = find(tree, ["components"]);
  const isOwn = own !== undefined && own.at.file === tree.at.file;
  return isNear(["components"], component) || (!isOwn && isNear([], "components"));
}
