import type { Context } from "../context";
import type { Machine } from "../k3s/machines";
import { withLibrary } from "../k3s/script";
import { runOnMachine } from "../ssh";
import { snapshotText, type Snapshot } from "./snapshot";

/** What a restore has to know of one machine. */
export interface Surveyed {
  readonly machine: Machine;
  /** Why it doesn't answer; then nothing else is known. */
  readonly silent?: { readonly what: string; readonly fix: string } | undefined;
  /** Who set it up, `organization/environment`; empty when nobody did, or not to the end. */
  readonly owner: string;
  /** Whether the snapshot, if it is a file, lies there. */
  readonly hasSnapshot: boolean;
  /** The restore that this server was the first of, until all others have followed. */
  readonly restored?: { readonly id: string; readonly snapshot: string } | undefined;
  /** The restore after which this server joined. */
  readonly rejoined: string;
}

const SECONDS = 60;

const BODY = `
[ ! -f $STATE/owner ] || [ ! -x $BIN ] || [ ! -f /etc/rancher/k3s/config.yaml ] || echo "owner=$(cat $STATE/owner)"
case $SNAPSHOT in /*) [ ! -f "$SNAPSHOT" ] || echo snapshot=yes ;; esac
[ ! -f $STATE/restored ] || ! running k3s || echo "restored=$(cat $STATE/restored)"
[ ! -f $STATE/rejoined ] || echo "rejoined=$(cat $STATE/rejoined)"
`;

/** Asks all machines at once, and changes nothing. */
export function survey({ env }: Context, machines: readonly Machine[], snapshot: Snapshot): Promise<Surveyed[]> {
  const SNAPSHOT = snapshotText(snapshot);
  return Promise.all(
    machines.map(async (machine): Promise<Surveyed> => {
      const script = withLibrary({ ...machine.variables, SNAPSHOT }, BODY);
      const outcome = await runOnMachine(machine.target, { env, script, connectSeconds: 15, timeoutSeconds: SECONDS });
      if (!outcome.ok) {
        return { machine, silent: outcome.fault, owner: "", hasSnapshot: false, rejoined: "" };
      }
      return { machine, ...readAnswers(outcome.stdout) };
    }),
  );
}

/** Reads the lines `name=value` that a machine prints. */
export function readAnswers(text: string): Omit<Surveyed, "machine" | "silent"> {
  const value = (name: string): string => new RegExp(`^${name}=(.*)$`, "m").exec(text)?.[1] ?? "";
  const [id, snapshot] = value("restored").split(" ");
  return {
    owner: value("owner"),
    hasSnapshot: value("snapshot") === "yes",
    restored: id && snapshot ? { id, snapshot } : undefined,
    rejoined: value("rejoined"),
  };
}
