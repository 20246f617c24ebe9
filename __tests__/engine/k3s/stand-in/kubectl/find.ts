import { kindOf, type Kind, type KubeObject } from "../kinds";
import { leaseObject, nodeObject } from "../node-object";
import { Refusal } from "../output";
import { podObject } from "../pods";
import type { ClusterState, NodeRecord } from "../state";

/** The kind that a word means, or kubectl's error. */
export function needKind(word: string, state: ClusterState): Kind {
  const kind = kindOf(word, state.objects);
  if (kind === undefined) {
    throw new Refusal(`error: the server doesn't have a resource type "${word}"`);
  }
  return kind;
}

/** All objects of a kind, in one namespace or in all. */
export async function allOf(
  kind: Kind,
  namespace: string | undefined,
  state: ClusterState,
): Promise<readonly KubeObject[]> {
  if (kind.kind === "Node") {
    return Promise.all(state.nodes.map(nodeObject));
  }
  if (kind.kind === "Lease") {
    return Promise.all(state.nodes.map(leaseObject));
  }
  const objects =
    kind.kind === "Pod" ? state.pods.map(podObject) : state.objects.filter((object) => object.kind === kind.kind);
  return objects.filter(
    (object) => !kind.namespaced || namespace === undefined || object.metadata.namespace === namespace,
  );
}

/** A node by its name, or kubectl's error. */
export function needNode(state: ClusterState, name: string | undefined): NodeRecord {
  const node = state.nodes.find((known) => known.name === name);
  if (node === undefined) {
    throw notFound({ plural: "nodes", group: "" }, name ?? "");
  }
  return node;
}

/** kubectl's words for an object that isn't there. */
export function notFound(kind: Pick<Kind, "plural" | "group">, name: string): Refusal {
  return new Refusal(
    `Error from server (NotFound): ${kind.plural}${kind.group === "" ? "" : `.${kind.group}`} "${name}" not found`,
  );
}

/** `kind name …`, `kind/name …` as pairs; a name is missing when all of the kind are meant. */
export function namedObjects(rest: readonly string[]): readonly (readonly [kind: string, name: string | undefined])[] {
  if (rest.some((word) => word.includes("/"))) {
    return rest.map((word) => {
      const [kind = "", ...name] = word.split("/");
      return [kind, name.join("/")] as const;
    });
  }
  const [kinds = "", ...names] = rest;
  const wanted: readonly (string | undefined)[] = names.length === 0 ? [undefined] : names;
  return kinds.split(",").flatMap((kind) => wanted.map((name) => [kind, name] as const));
}
