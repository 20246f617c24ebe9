import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Nodes } from "./nodes";
import type { KubeObject } from "./stand-in/kinds";
import { applyObject } from "./stand-in/objects";
import type { Scenario } from "./stand-in/scenario";
import { changeState, readState, type ClusterState, type PodRecord } from "./stand-in/state";
import { health, type Health } from "./stand-in/timeline";

/** One line of the timeline: what happened, and how etcd was at that moment. */
export interface TimelineEvent extends Health {
  readonly time: number;
  /** The node that it happened to. */
  readonly node: string;
  readonly event: string;
  readonly [detail: string]: unknown;
}

/** The simulated cluster, seen from a test. */
export class Cluster {
  constructor(private readonly nodes: Nodes) {}

  /** Everything that happened so far, in order. */
  timeline(): readonly TimelineEvent[] {
    const file = join(this.nodes.cluster, "timeline.jsonl");
    const json: { parse(text: string): TimelineEvent } = JSON;
    const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
    return lines.map((line) => json.parse(line));
  }

  /** What happened, in short: `event node`. */
  story(...events: readonly string[]): readonly string[] {
    return this.timeline()
      .filter((line) => events.length === 0 || events.includes(line.event))
      .map((line) => `${line.event} ${line.node}`);
  }

  /** What etcd holds, or undefined before the first cluster. */
  state(): ClusterState | undefined {
    return readState(this.nodes.cluster);
  }

  /** How many members live right now. */
  health(): Promise<Health> {
    return health(this.state());
  }

  /** Sets up what charts install, which buckets exist. Replaces what was set up before. */
  prepare(scenario: Scenario): void {
    writeFileSync(join(this.nodes.cluster, "scenario.json"), JSON.stringify(scenario));
  }

  /** Puts an object into the cluster, as somebody with kubectl would. */
  async apply(object: KubeObject): Promise<void> {
    const error = await changeState((state) => applyObject(state, object), this.nodes.cluster);
    if (error !== undefined) {
      throw new Error(error);
    }
  }

  /** Takes an object out of the cluster. */
  async remove(kind: string, namespace: string | undefined, name: string): Promise<void> {
    await changeState((state) => {
      state.objects = state.objects.filter(
        (object) => object.kind !== kind || object.metadata.namespace !== namespace || object.metadata.name !== name,
      );
    }, this.nodes.cluster);
  }

  /** Forbids that any pod of the Deployment `app` (web or coredns) leaves its node. */
  async blockEvictions(app: "web" | "coredns"): Promise<void> {
    await this.apply({
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata: { name: app, namespace: app === "web" ? "default" : "kube-system" },
      spec: { maxUnavailable: 0, selector: { matchLabels: { app } } },
    });
  }

  /** Puts a pod on a node that no controller would bring back elsewhere. */
  async addPod(pod: Omit<PodRecord, "owner">): Promise<void> {
    await changeState((state) => {
      state.pods.push({ ...pod, owner: { kind: "none", name: "" } });
    }, this.nodes.cluster);
  }
}
