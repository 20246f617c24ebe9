import type { Context } from "../context";
import { runProgram } from "../run-program";
import { keyType, type SshTarget } from "../ssh-config";
import type { Finding } from "./finding";

/** Seconds that a machine has to show its keys. */
const SECONDS = 5;

/** The order in which Terraform's SSH client asks for host keys; it takes the first type that a machine has. */
const ORDER = [/^ecdsa-sha2-/, /^ssh-rsa$/, /^ssh-ed25519$/];

/** Whether Terraform will see the host key that is pinned: ssh does, but it asks for the pinned type. */
export async function hostKeyFinding({ env }: Context, target: SshTarget): Promise<Finding | undefined> {
  const pinned = keyType(target.hostKey);
  const name = `host key of ${target.name}`;
  const scanned = target.bastion ? undefined : await scan(env, target);
  if (scanned === undefined || scanned.length === 0) return unseen(name, target, pinned);
  const taken = ORDER.flatMap((type) => scanned.filter((key) => type.test(keyType(key))))[0];
  if (taken === undefined || keyType(taken) === pinned) {
    if (taken === undefined || sameKey(taken, target.hostKey)) return { name, state: "ok", detail: pinned };
    return {
      name,
      state: "missing",
      detail: `${target.host} shows another ${pinned} key than the pinned one`,
      fix: `If the machine was made anew, pin its new key: ${taken}`,
    };
  }
  return {
    name,
    state: "missing",
    detail: `Terraform is shown the ${keyType(taken)} key of ${target.host}, and ${pinned} is pinned`,
    fix: `Pin this one, once you are sure that it is that machine: ${taken}`,
  };
}

/** Only a key that Terraform may not be shown is worth a word. */
function unseen(name: string, target: SshTarget, pinned: string): Finding | undefined {
  if (ORDER[0]?.test(pinned)) return undefined;
  const detail = `${pinned} is pinned, and Terraform takes the ECDSA key of a machine that has one`;
  return {
    name,
    state: "hint",
    detail,
    fix: `Pin that: ssh-keyscan -t ecdsa -p ${String(target.port)} ${target.host}`,
  };
}

/** The keys that a machine shows, as `type key`. */
async function scan(env: NodeJS.ProcessEnv, { host, port }: SshTarget): Promise<readonly string[] | undefined> {
  const args = ["-T", String(SECONDS), "-t", "ecdsa,rsa,ed25519", "-p", String(port), host];
  const ended = await runProgram("ssh-keyscan", args, { env, timeoutSeconds: 4 * SECONDS });
  if (ended.kind !== "ended") return undefined;
  const lines = ended.stdout.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => line.split(" ").slice(1, 3).join(" "));
}

function sameKey(a: string, b: string): boolean {
  const parts = (key: string): string => key.trim().split(/\s+/).slice(0, 2).join(" ");
  return parts(a) === parts(b);
}
