import type { Path, TreeMap } from "../tree";
import { entriesAt } from "../tree";

/** Where charts' versions stand: of components, applications and virtual clusters. */
export function chartVersionPaths(tree: TreeMap): Path[] {
  return ["components", "applications", "clusters"].flatMap((part) =>
    entriesAt(tree, [part]).map(([name]) => [part, name, "version"]),
  );
}

/** Where anything stands that is promoted from one environment to the next. */
export function versionPaths(tree: TreeMap): Path[] {
  const applications = entriesAt(tree, ["applications"]).flatMap(([name]) => [
    ["applications", name, "revision"],
    ...entriesAt(tree, ["applications", name, "images"]).map(([image]) => [
      "applications",
      name,
      "images",
      image,
      "tag",
    ]),
  ]);
  const clusters = entriesAt(tree, ["clusters"]).map(([name]) => ["clusters", name, "kubernetes"]);
  const addOns = entriesAt(tree, ["cluster", "addOns"]).map(([name]) => ["cluster", "addOns", name, "version"]);
  return [...chartVersionPaths(tree), ...applications, ...clusters, ["cluster", "version"], ...addOns];
}
