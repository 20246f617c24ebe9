import { Refusal } from "./output";
import type { ClusterState } from "./state";
import { compareVersions, minor, ownVersion } from "./version";

/** Refuses a server that is a minor version older than another one, or more than one newer. */
export function checkServerVersion(state: ClusterState): void {
  const minors = state.members.map((member) => minor(member.version));
  const own = minor(ownVersion());
  const [lowest, highest] = [Math.min(own, ...minors), Math.max(own, ...minors)];
  if (own < highest) {
    throw new Refusal(
      `etcd: cluster cannot be downgraded: it runs v1.${String(highest)}, this server is ${ownVersion()}`,
    );
  }
  if (own > lowest + 1) {
    throw new Refusal(
      `kube-apiserver: version skew: a server runs v1.${String(lowest)}, this one is ${ownVersion()}, which skips a minor version`,
    );
  }
}

/** Refuses an agent that is newer than any server, or more than three minor versions older. */
export function checkAgentVersion(state: ClusterState): void {
  const own = ownVersion();
  const newer = state.members.find((member) => compareVersions(own, member.version) > 0);
  if (newer !== undefined) {
    throw new Refusal(`kubelet version ${own} is newer than the server ${newer.node} with ${newer.version}`);
  }
  const older = state.members.find((member) => minor(member.version) - minor(own) > 3);
  if (older !== undefined) {
    throw new Refusal(`kubelet version ${own} is too old for the server ${older.node} with ${older.version}`);
  }
}
