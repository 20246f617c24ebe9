import type { Ended } from "./run-program";
import { BASTION, keyType, type SshTarget } from "./ssh-config";

/** Why a machine could not be asked, in words, and what to do. */
export interface SshFault {
  readonly kind:
    | "no-ssh"
    | "unreachable"
    | "host-key"
    | "host-key-type"
    | "refused"
    | "agent"
    | "no-sudo"
    | "timeout"
    | "lost"
    | "other";
  readonly what: string;
  readonly fix: string;
}

/** Why ssh did not come to run the script, or did not finish. */
export function explain(target: SshTarget, ended: Ended, seconds: number): SshFault {
  if (ended.kind === "missing") {
    return {
      kind: "no-ssh",
      what: "ssh is not on the PATH",
      fix: "Install the OpenSSH client: npm run platform -- doctor",
    };
  }
  if (ended.kind === "timeout") return tooSlow(target, seconds);
  const { stderr } = ended;
  const hop = hopOf(target, stderr);
  return (
    noSudo(target, stderr) ??
    hostKey(hop, stderr) ??
    refused(hop, stderr) ??
    unreachable(hop, stderr) ??
    brokenOff(target, stderr) ?? {
      kind: "other",
      what: `ssh to ${hop.name} failed: ${lastLine(stderr)}`,
      fix: "See what ssh says about it, then try again.",
    }
  );
}

/** The connection ended before the script did. */
export function brokenOff(target: SshTarget, stderr: string): SshFault | undefined {
  if (!/Connection .*(closed|reset)|Broken pipe|not responding|client_loop/i.test(stderr)) return undefined;
  return { kind: "lost", what: `the connection to ${placeOf(target)} broke off`, fix: "Try again." };
}

/** The host that something happened at: the machine, or the bastion in front of it. */
interface Hop {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly pinned: string;
}

/** Tells by the names in it whether ssh complains of the bastion. */
function hopOf(target: SshTarget, stderr: string): Hop {
  const { bastion, user } = target;
  const complaint = stderr
    .split("\n")
    .find((line) => /denied|failures|connect to|resolve|Unable to negotiate|has changed|is known for/.test(line));
  if (bastion && complaint && (complaint.includes(BASTION) || complaint.includes(bastion.host))) {
    const hop = { user, ...bastion, pinned: keyType(bastion.hostKey) };
    return { ...hop, user: bastion.user ?? user, name: `the bastion ${placeOf(bastion)}` };
  }
  return { ...target, name: placeOf(target), pinned: keyType(target.hostKey) };
}

function placeOf({ host, port }: { readonly host: string; readonly port: number }): string {
  return `${host}:${String(port)}`;
}

function tooSlow(target: SshTarget, seconds: number): SshFault {
  return {
    kind: "timeout",
    what: `${placeOf(target)} did not finish within ${String(seconds)} seconds`,
    fix: "See whether the machine hangs, then try again.",
  };
}

function noSudo({ user, host }: SshTarget, stderr: string): SshFault | undefined {
  if (!/^(sudo: |sh: .*sudo.*not found)/m.test(stderr)) return undefined;
  return {
    kind: "no-sudo",
    what: `${user}@${host} can't become root without a password`,
    fix: `Allow it ("${user} ALL=(ALL) NOPASSWD: ALL" in /etc/sudoers.d/platform), or let cluster.ssh.user be root.`,
  };
}

function hostKey({ name, host, port, pinned }: Hop, stderr: string): SshFault | undefined {
  const scan = `ssh-keyscan -t ecdsa -p ${String(port)} ${host}`;
  if (stderr.includes("no matching host key type found")) {
    const offer = /Their offer: (\S+)/.exec(stderr)?.[1];
    return {
      kind: "host-key-type",
      what: `${name} has no ${pinned} host key, which the environment file pins${offer ? `; it offers ${offer}` : ""}`,
      fix: `Pin one that it has (${scan}), once you are sure that it is the right machine.`,
    };
  }
  if (!/Host key verification failed|host key is known for/i.test(stderr)) return undefined;
  return {
    kind: "host-key",
    what: `${name} shows another host key than the pinned one (${pinned})`,
    fix: `If the machine was made anew, pin its new key: ${scan}. If it was not, somebody else may be answering.`,
  };
}

function refused({ name, user }: Hop, stderr: string): SshFault | undefined {
  if (stderr.includes("Too many authentication failures")) {
    return {
      kind: "refused",
      what: `${name} lets ${user} try only some of the agent's many keys`,
      fix: "Keep only the right one in the agent: ssh-add -D, then ssh-add FILE.",
    };
  }
  if (!stderr.includes("Permission denied")) return undefined;
  return {
    kind: "refused",
    what: `${name} lets ${user} in with none of the agent's keys`,
    fix: `Add the right key (ssh-add FILE), or put its public half into ~${user}/.ssh/authorized_keys there.`,
  };
}

function unreachable({ name }: Hop, stderr: string): SshFault | undefined {
  const reason = stderr.includes("Could not resolve hostname")
    ? "its name can't be resolved"
    : (/connect to (?:host|address) .*: (.+)$/m.exec(stderr) ?? /open failed: .*?: (.+)$/m.exec(stderr))?.[1];
  if (reason === undefined) return undefined;
  return {
    kind: "unreachable",
    what: `${name} can't be reached: ${reason.trim().replace(/^./, (letter) => letter.toLowerCase())}`,
    fix: "See that the machine is up, that its address and port are right, and that no firewall is in between.",
  };
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "it says nothing";
}
