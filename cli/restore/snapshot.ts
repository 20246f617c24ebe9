import { Failure } from "../failure";

/** Where k3s keeps snapshots on a server. */
export const SNAPSHOT_FOLDER = "/var/lib/rancher/k3s/server/db/snapshots";

/** Which snapshot to restore: a file on a server, or an object in the environment's bucket. */
export type Snapshot =
  { readonly kind: "file"; readonly path: string } | { readonly kind: "bucket"; readonly name: string };

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,252}$/;
const PATH = /^(\/[A-Za-z0-9_+@-][A-Za-z0-9._+@-]*)+$/;

/** Reads what people write for a snapshot: a path, or a name in the bucket or, without one, in k3s's own folder. */
export function snapshotOf(text: string, hasBucket: boolean): Snapshot {
  if (PATH.test(text)) return { kind: "file", path: text };
  if (!NAME.test(text)) {
    throw new Failure(
      `--snapshot ${JSON.stringify(text)} is neither a snapshot's name nor an absolute path. Names: --list shows them.`,
    );
  }
  return hasBucket ? { kind: "bucket", name: text } : { kind: "file", path: `${SNAPSHOT_FOLDER}/${text}` };
}

/** The snapshot as k3s takes it. */
export function snapshotText(snapshot: Snapshot): string {
  return snapshot.kind === "file" ? snapshot.path : snapshot.name;
}
