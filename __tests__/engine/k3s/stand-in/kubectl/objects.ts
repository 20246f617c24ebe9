import { readFileSync } from "node:fs";
import { describe, parseObjects } from "../addons";
import { applyObject } from "../objects";
import { Refusal } from "../output";
import { placePods } from "../pods";
import { changeState, needState, type ClusterState } from "../state";
import { health, record } from "../timeline";
import type { KubectlArguments } from "./arguments";
import { namedObjects, needKind, needNode, notFound } from "./find";

/** `kubectl apply -f FILE|-`. */
export async function applyFile(args: KubectlArguments): Promise<number> {
  const file = args.value("filename");
  if (file === undefined) {
    throw new Refusal("error: must specify one of -f and -k");
  }
  const objects = parseObjects(readFileSync(file === "-" ? 0 : file, "utf8")).map((object) =>
    object.metadata.namespace === undefined && args.value("namespace") !== undefined
      ? { ...object, metadata: { ...object.metadata, namespace: args.namespace } }
      : object,
  );
  const errors = await changeState((state) => objects.map((object) => applyObject(state, object)));
  const failed = errors.filter((error) => error !== undefined);
  objects.forEach((object, index) => {
    if (errors[index] === undefined) {
      process.stdout.write(`${describe(object)} applied\n`);
    }
  });
  if (failed.length > 0) {
    throw new Refusal(failed.map((error) => `error: ${error}`).join("\n"));
  }
  return 0;
}

/** `kubectl delete KIND NAME…`. */
export async function deleteObject(args: KubectlArguments): Promise<number> {
  for (const [word, name] of namedObjects(args.rest)) {
    const kind = needKind(word, needState());
    if (name === undefined) {
      throw new Refusal("error: resource(s) were provided, but no name was specified");
    }
    if (kind.kind === "Node") {
      await deleteNode(name, args.on("ignore-not-found"));
      continue;
    }
    const namespace = kind.namespaced ? args.namespace : undefined;
    const removed = await changeState((state) => {
      const before = state.objects.length;
      state.objects = state.objects.filter(
        (object) =>
          object.kind !== kind.kind || object.metadata.name !== name || object.metadata.namespace !== namespace,
      );
      return before > state.objects.length;
    });
    if (!removed && !args.on("ignore-not-found")) {
      throw notFound(kind, name);
    }
    if (removed && kind.kind === "HelmChart") {
      await record(name, "helm-chart-deleted", { chart: name });
    }
    process.stdout.write(`${kind.kind.toLowerCase()} "${name}" deleted\n`);
  }
  return 0;
}

/** Deletes a Node object; for a server, k3s first takes its member out of etcd. */
async function deleteNode(name: string, ignoreMissing: boolean): Promise<void> {
  const state = needState();
  if (ignoreMissing && !state.nodes.some((node) => node.name === name)) {
    return;
  }
  needNode(state, name);
  const member = state.members.find((known) => known.node === name);
  if (member !== undefined) {
    await removeMember(state, name);
  }
  await changeState((current) => {
    current.nodes = current.nodes.filter((node) => node.name !== name);
    Reflect.deleteProperty(current.nodePasswords, name);
    placePods(current);
  });
  await record(name, "node-deleted");
  process.stdout.write(`node "${name}" deleted\n`);
}

async function removeMember(state: ClusterState, name: string): Promise<void> {
  const left = { ...state, members: state.members.filter((known) => known.node !== name) };
  if (left.members.length === 0) {
    throw new Refusal(`Error from server: etcdserver: re-configuration failed: ${name} is the only member`);
  }
  if (!(await health(left)).quorum) {
    throw new Refusal("Error from server: etcdserver: unhealthy cluster");
  }
  await changeState((current) => {
    current.members = current.members.filter((known) => known.node !== name);
  });
  await record(name, "member-removed");
}
