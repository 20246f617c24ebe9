import { Refusal } from "../output";
import { changeState, type ClusterState, type Taint } from "../state";
import { parseTaint } from "../node-settings";
import type { KubectlArguments } from "./arguments";
import { needKind, needNode, notFound } from "./find";

/** `kubectl label KIND NAME key=value key-`. */
export function label(args: KubectlArguments): Promise<number> {
  return changeMap(args, "labels", "labeled");
}

/** `kubectl annotate KIND NAME key=value key-`. */
export function annotate(args: KubectlArguments): Promise<number> {
  return changeMap(args, "annotations", "annotated");
}

async function changeMap(args: KubectlArguments, what: "labels" | "annotations", done: string): Promise<number> {
  const { kind: word, name, changes } = target(args);
  await changeState((state) => {
    const kind = needKind(word, state);
    const map = mapOf(state, kind.kind, kind.namespaced ? args.namespace : undefined, name, what);
    if (map === undefined) {
      throw notFound(kind, name);
    }
    for (const change of changes) {
      applyChange(map, change, args.on("overwrite"), `${kind.kind.toLowerCase()}/${name}`);
    }
  });
  process.stdout.write(`${word}/${name} ${done}\n`);
  return 0;
}

/** `node NAME changes` or `kind/name changes`. */
function target(args: KubectlArguments): {
  readonly kind: string;
  readonly name: string;
  readonly changes: readonly string[];
} {
  const [first = "", ...rest] = args.rest;
  const [kind = "", ...inline] = first.split("/");
  const [name = "", ...changes] = inline.length > 0 ? [inline.join("/"), ...rest] : rest;
  if (kind === "" || name === "" || changes.length === 0) {
    throw new Refusal("error: at least one change is required, after a kind and a name");
  }
  return { kind, name, changes };
}

function applyChange(map: Record<string, string>, change: string, overwrite: boolean, object: string): void {
  if (change.endsWith("-") && !change.includes("=")) {
    Reflect.deleteProperty(map, change.slice(0, -1));
    return;
  }
  const [key = "", ...rest] = change.split("=");
  const value = rest.join("=");
  if (!change.includes("=") || key === "") {
    throw new Refusal(`error: unknown change "${change}": key=value or key-`);
  }
  if (map[key] !== undefined && map[key] !== value && !overwrite) {
    throw new Refusal(`error: '${key}' already has a value (${map[key]}), and --overwrite is false (${object})`);
  }
  map[key] = value;
}

function mapOf(
  state: ClusterState,
  kind: string,
  namespace: string | undefined,
  name: string,
  what: "labels" | "annotations",
): Record<string, string> | undefined {
  if (kind === "Node") {
    return state.nodes.find((node) => node.name === name)?.[what];
  }
  const found = state.objects.find(
    (object) => object.kind === kind && object.metadata.name === name && object.metadata.namespace === namespace,
  );
  if (found === undefined) {
    return undefined;
  }
  const map = found.metadata[what] ?? {};
  found.metadata[what] = map;
  return map;
}

/** `kubectl taint node NAME key=value:Effect key:Effect- key-`. */
export async function taint(args: KubectlArguments): Promise<number> {
  const { kind, name, changes } = target(args);
  if (!/^(no|nodes?)$/.test(kind)) {
    throw new Refusal(`error: invalid resource type ${kind}, only node(s) is supported`);
  }
  await changeState((state) => {
    const node = needNode(state, name);
    for (const change of changes) {
      node.taints = change.endsWith("-")
        ? without(node.taints, change.slice(0, -1))
        : withTaint(node.taints, change, args.on("overwrite"), name);
    }
  });
  process.stdout.write(`node/${name} ${changes.every((change) => change.endsWith("-")) ? "untainted" : "tainted"}\n`);
  return 0;
}

function without(taints: readonly Taint[], spec: string): Taint[] {
  const [key = "", effect] = spec.split(":");
  const left = taints.filter(
    (known) => known.key !== key.split("=")[0] || (effect !== undefined && known.effect !== effect),
  );
  if (left.length === taints.length) {
    throw new Refusal(`error: taint "${spec}" not found`);
  }
  return left;
}

function withTaint(taints: readonly Taint[], spec: string, overwrite: boolean, node: string): Taint[] {
  const added = parseTaint(spec);
  const same = taints.find((known) => known.key === added.key && known.effect === added.effect);
  if (same !== undefined && same.value !== added.value && !overwrite) {
    throw new Refusal(
      `error: node ${node} already has ${added.key} taint(s) with same effect(s) and --overwrite is false`,
    );
  }
  return [...taints.filter((known) => known !== same), added];
}
