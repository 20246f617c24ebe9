import type { Path, Position, TreeMap } from "../../config/tree";
import { entriesAt, textAt } from "../../config/tree";

/**
 * What a version belongs to; `k3s` and `eks` are the environment's own cluster, by what it runs on, `add-on` what EKS runs
 * in it, `cluster` a virtual one inside it.
 */
export type Kind = "component" | "application" | "image" | "cluster" | "k3s" | "eks" | "add-on";

/** A version that is written for an environment. */
export interface Version {
  readonly kind: Kind;
  /** `argo-cd`; `storefront/web` for an image of an application, `preview/kubernetes` for that of a virtual cluster. */
  readonly name: string;
  /** The component, application or cluster that it is part of. */
  readonly owner: string;
  readonly path: Path;
  /** Where it is written: in the environment's file or in a profile. */
  readonly at: Position;
  readonly value: string;
}

/** Every version of an environment whose profiles are merged, in the order of the file. */
export function versionsOf(tree: TreeMap): Version[] {
  const version = (kind: Kind, owner: string, path: Path, part?: string): Version[] => {
    const found = textAt(tree, path);
    const name = part === undefined ? owner : `${owner}/${part}`;
    return found === undefined ? [] : [{ kind, name, owner, path, at: found.at, value: found.value }];
  };
  const names = (...path: string[]): string[] => entriesAt(tree, path).map(([name]) => name);
  const ground = textAt(tree, ["kind"])?.value === "eks" ? "eks" : "k3s";
  return [
    ...version(ground, ground, ["cluster", "version"]),
    ...names("cluster", "addOns").flatMap((name) => version("add-on", name, ["cluster", "addOns", name, "version"])),
    ...names("components").flatMap((name) => version("component", name, ["components", name, "version"])),
    ...names("applications").flatMap((name) => [
      ...version("application", name, ["applications", name, "version"]),
      ...names("applications", name, "images").flatMap((image) =>
        version("image", name, ["applications", name, "images", image, "tag"], image),
      ),
    ]),
    ...names("clusters").flatMap((name) => [
      ...version("cluster", name, ["clusters", name, "version"]),
      ...version("cluster", name, ["clusters", name, "kubernetes"], "kubernetes"),
    ]),
  ];
}

/** Whether two versions, of different environments, are those of the same thing. */
export function isSame(one: Version, other: Version): boolean {
  return one.kind === other.kind && one.name === other.name;
}
