import type { Context } from "../context";
import { Failure } from "../failure";
import type { Machine } from "../k3s/machines";
import { withLibrary } from "../k3s/script";
import { runOnMachine } from "../ssh";
import { formatTable } from "../table";
import { SNAPSHOT_FOLDER } from "./snapshot";

/** A snapshot that can be restored. */
export interface ListedSnapshot {
  readonly name: string;
  /** The server that it lies on, or `bucket`. */
  readonly where: string;
  readonly size: string;
  readonly created: string;
}

/** k3s's own list needs k3s to run; without it, the files are what there is. */
const BODY = `
[ -x $BIN ] || exit 44
if list=$($BIN etcd-snapshot ls 2>/dev/null); then
  printf '%s\\n' "$list"
else
  for file in ${SNAPSHOT_FOLDER}/*; do
    [ ! -f "$file" ] || echo "$(basename "$file") file://$file $(wc -c <"$file") $(date -u -r "$file" +%Y-%m-%dT%H:%M:%SZ)"
  done
fi
`;

/** Reads k3s's table: name, location, size, creation. */
export function parseSnapshots(text: string, server: string): readonly ListedSnapshot[] {
  return text.split("\n").flatMap((line) => {
    const [name = "", location = "", size = "", created = ""] = line.trim().split(/\s+/);
    if (!/^(file|s3):\/\//.test(location)) return [];
    return [{ name, where: location.startsWith("s3://") ? "bucket" : server, size, created }];
  });
}

/** The snapshots that the servers know, each once, the newest first. */
export async function listSnapshots(
  { env, tell }: Context,
  servers: readonly Machine[],
): Promise<readonly ListedSnapshot[]> {
  const lists = await Promise.all(
    servers.map(async ({ node: { name }, target, variables }) => {
      const script = withLibrary(variables, BODY);
      const outcome = await runOnMachine(target, { env, script, connectSeconds: 15, timeoutSeconds: 60 });
      if (!outcome.ok) return `${name}: ${outcome.fault.what}. ${outcome.fault.fix}`;
      return outcome.status === 44 ? `${name}: is not set up yet` : parseSnapshots(outcome.stdout, name);
    }),
  );
  // In the order of the file, whichever answered first.
  for (const list of lists) if (typeof list === "string") tell(list);
  const known = lists.flatMap((list) => (typeof list === "string" ? [] : list));
  if (lists.every((list) => typeof list === "string"))
    throw new Failure("No server answers, so no snapshot can be listed.");
  const once = new Map(known.map((snapshot) => [`${snapshot.where}/${snapshot.name}`, snapshot]));
  return [...once.values()].sort((a, b) =>
    a.created < b.created ? 1 : a.created > b.created ? -1 : a.name < b.name ? -1 : 1,
  );
}

/** The list for people. */
export function snapshotTable(snapshots: readonly ListedSnapshot[], colours: boolean): string {
  const rows = snapshots.map(({ name, where, size, created }) => [name, where, size, created]);
  return formatTable(["snapshot", "on", "bytes", "made"], rows, colours);
}
