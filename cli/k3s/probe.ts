import { runOnMachine, type SshOptions } from "../ssh";
import type { SshFault } from "../ssh-fault";
import type { Machine } from "./machines";
import { withLibrary } from "./script";

/** What a machine says of itself. */
export interface MachineState {
  /** `organization/environment` that set it up; empty when nobody did. */
  readonly owner: string;
  /** Version of the k3s that lies there; empty without one. */
  readonly installed: string;
  /** systemd's word for k3s: active, activating, inactive, failed …; empty when it knows no k3s. */
  readonly service: string;
  /** A server's etcd data: `yes`, or `lost` when there is none and the machine may not begin a new cluster. */
  readonly data: "yes" | "none" | "lost";
  /** Tools that a deploy needs there and doesn't find. */
  readonly missing: readonly string[];
}

/** A machine that answered, or why it did not. */
export type Probe =
  { readonly ok: true; readonly state: MachineState } | { readonly ok: false; readonly fault: SshFault };

const BODY = `
[ ! -f $STATE/owner ] || echo "owner=$(cat $STATE/owner)"
echo "installed=$(installed_version 2>/dev/null || true)"
[ ! -f "/etc/systemd/system/$SERVICE.service" ] || echo "service=$(systemctl is-active "$SERVICE" 2>/dev/null || true)"
if has_data; then echo data=yes; elif [ "$ROLE" = server ] && [ ! -f $STATE/may-begin ]; then echo data=lost; fi
for tool in systemctl scp sha256sum base64 awk; do
  command -v $tool >/dev/null || echo "missing=$tool"
done
command -v curl >/dev/null || command -v wget >/dev/null || echo "missing=curl"
`;

/** Asks one machine how it is; it changes nothing there. */
export async function probe(machine: Machine, options: Omit<SshOptions, "script">): Promise<Probe> {
  const script = withLibrary(machine.variables, BODY);
  const outcome = await runOnMachine(machine.target, { ...options, script });
  return outcome.ok ? { ok: true, state: parseProbe(outcome.stdout) } : outcome;
}

/** Reads the lines `name=value` that a probe prints. */
export function parseProbe(text: string): MachineState {
  const lines = text.split("\n").map((line) => line.split("="));
  const values = (wanted: string): string[] =>
    lines.flatMap(([name, ...value]) => (name === wanted ? [value.join("=")] : []));
  const one = (name: string): string => values(name).at(-1) ?? "";
  const data = one("data");
  return {
    owner: one("owner"),
    installed: one("installed"),
    service: one("service"),
    data: data === "yes" || data === "lost" ? data : "none",
    missing: values("missing"),
  };
}
