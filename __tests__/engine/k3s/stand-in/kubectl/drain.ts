import { Refusal } from "../output";
import { evict, placePods } from "../pods";
import { changeState, needState, type PodRecord } from "../state";
import { record } from "../timeline";
import type { KubectlArguments } from "./arguments";
import { needNode } from "./find";

/** `kubectl cordon NAME` and `kubectl uncordon NAME`. */
export async function cordon(args: KubectlArguments, unschedulable: boolean): Promise<number> {
  const [name] = args.rest;
  const before = await setUnschedulable(name, unschedulable);
  const word = unschedulable ? "cordoned" : "uncordoned";
  process.stdout.write(`node/${name ?? ""} ${before === unschedulable ? `already ${word}` : word}\n`);
  return 0;
}

async function setUnschedulable(name: string | undefined, unschedulable: boolean): Promise<boolean> {
  const before = await changeState((state) => {
    const node = needNode(state, name);
    const was = node.unschedulable;
    node.unschedulable = unschedulable;
    placePods(state);
    return was;
  });
  if (before !== unschedulable) {
    await record(name ?? "", unschedulable ? "cordon" : "uncordon");
  }
  return before;
}

/** `kubectl drain NAME`: cordons, then evicts every pod that may go. */
export async function drain(args: KubectlArguments): Promise<number> {
  const [name = ""] = args.rest;
  needNode(needState(), name);
  const seconds = args.seconds("timeout", Infinity);
  await record(name, "drain-begin");
  await setUnschedulable(name, true);
  process.stdout.write(`node/${name} cordoned\n`);
  const failure = reasonsAgainst(args, podsOf(name)) ?? (await evictAll(name, seconds, args.on("disable-eviction")));
  await record(name, "drain-end", { ok: failure === undefined, left: podsOf(name).filter(isMovable).length });
  if (failure !== undefined) {
    throw new Refusal(
      `error: unable to drain node "${name}" due to error: ${failure}, continuing command...\nThere are pending nodes to be drained:\n ${name}`,
    );
  }
  process.stdout.write(`node/${name} drained\n`);
  return 0;
}

function podsOf(node: string): readonly PodRecord[] {
  return needState().pods.filter((pod) => pod.node === node);
}

function isMovable(pod: PodRecord): boolean {
  return pod.owner.kind !== "DaemonSet";
}

/** What kubectl wants to be told explicitly before it takes pods away. */
function reasonsAgainst(args: KubectlArguments, pods: readonly PodRecord[]): string | undefined {
  const list = (wrong: readonly PodRecord[]): string => wrong.map((pod) => `${pod.namespace}/${pod.name}`).join(", ");
  const checks: readonly (readonly [string, string, readonly PodRecord[]])[] = [
    [
      "ignore-daemonsets",
      "cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore)",
      pods.filter((pod) => !isMovable(pod)),
    ],
    [
      "delete-emptydir-data",
      "cannot delete Pods with local storage (use --delete-emptydir-data to override)",
      pods.filter((pod) => pod.emptyDir),
    ],
    [
      "force",
      "cannot delete Pods that declare no controller (use --force to override)",
      pods.filter((pod) => pod.owner.kind === "none"),
    ],
  ];
  const failed = checks.filter(([option, , wrong]) => wrong.length > 0 && !args.on(option));
  return failed.length === 0
    ? undefined
    : `[${failed.map(([, reason, wrong]) => `${reason}: ${list(wrong)}`).join(", ")}]`;
}

async function evictAll(node: string, seconds: number, force: boolean): Promise<string | undefined> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    let refused: string | undefined;
    for (const pod of podsOf(node).filter(isMovable)) {
      const answer = await evictOne(pod, force);
      if (answer !== undefined) {
        refused = `error when evicting pods/"${pod.name}" -n "${pod.namespace}": ${answer}`;
        process.stderr.write(`${refused} (will retry after 5s)\n`);
      }
    }
    if (refused === undefined) {
      return undefined;
    }
    if (Date.now() > end) {
      return `${refused} global timeout reached: ${String(seconds)}s`;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function evictOne(pod: PodRecord, force: boolean): Promise<string | undefined> {
  const answer = await changeState((state) => {
    const current = state.pods.find((known) => known.name === pod.name && known.namespace === pod.namespace);
    if (current === undefined) {
      return undefined;
    }
    const before = state.objects;
    state.objects = force ? before.filter((object) => object.kind !== "PodDisruptionBudget") : before;
    const result = evict(state, current);
    state.objects = before;
    return result;
  });
  if (answer === undefined) {
    process.stdout.write(`pod/${pod.name} evicted\n`);
  }
  return answer;
}
