import { listens, PORTS } from "./machine";
import { appendShared, changeState, readState, SHARED, type ClusterState } from "./state";

/** How many members etcd has, how many of them run, and whether these are the majority. */
export interface Health {
  readonly members: number;
  readonly healthy: number;
  readonly quorum: boolean;
}

/** Looks at every member's port: only one that is alive answers. */
export async function health(state: ClusterState | undefined): Promise<Health> {
  const members = state?.members ?? [];
  const alive = await Promise.all(members.map((member) => listens(member.address, PORTS.peer)));
  const healthy = alive.filter(Boolean).length;
  return { members: members.length, healthy, quorum: healthy > members.length / 2 };
}

/** Appends an event to the timeline, with the health of etcd at that moment; notices when the quorum is lost or back. */
export async function record(node: string, event: string, details: object = {}, folder = SHARED): Promise<Health> {
  const now = await health(readState(folder));
  appendShared("timeline.jsonl", { time: Date.now(), node, event, ...now, ...details }, folder);
  await watchQuorum(node, folder, now);
  return now;
}

/** Notices when the quorum is lost or back since somebody looked last. */
export async function watchQuorum(node: string, folder = SHARED, known?: Health): Promise<Health> {
  const state = readState(folder);
  const now = known ?? (await health(state));
  if (state !== undefined && state.hadQuorum !== now.quorum) {
    const changed = await changeState((current) => {
      const before = current.hadQuorum;
      current.hadQuorum = now.quorum;
      return before !== now.quorum;
    }, folder);
    if (changed) {
      const event = now.quorum ? "quorum-back" : "quorum-lost";
      appendShared("timeline.jsonl", { time: Date.now(), node, event, ...now }, folder);
    }
  }
  return now;
}
