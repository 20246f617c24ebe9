/** A machine as ssh reaches it, its host key pinned. */
export interface SshTarget {
  /** The machine's name in the environment file. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Type and key, as `ssh-keyscan` prints them. */
  readonly hostKey: string;
  /** Seconds to wait for the connection. */
  readonly timeoutSeconds: number;
  /**
   * A host through which the machine is reached.
   * @default - none
   */
  readonly bastion?:
    | { readonly host: string; readonly port: number; readonly user?: string | undefined; readonly hostKey: string }
    | undefined;
}

/** Names of the two hosts in ssh's configuration; they stand for the real ones in known_hosts too. */
export const MACHINE = "platform-machine";
export const BASTION = "platform-bastion";

/** The pinned keys, in ssh's form. */
export function knownHosts({ hostKey, bastion }: SshTarget): string {
  const lines = [`${MACHINE} ${keyOf(hostKey)}`, ...(bastion ? [`${BASTION} ${keyOf(bastion.hostKey)}`] : [])];
  return `${lines.join("\n")}\n`;
}

/**
 * Everything that ssh is told, as a file: unlike options, it holds for the way through the bastion too, and replaces
 * both ~/.ssh/config and the system's. Keys come from the agent only, as they do for Terraform.
 */
export function sshConfig(target: SshTarget, knownHostsFile: string, connectSeconds: number): string {
  const { bastion } = target;
  const lines = [
    ...host(MACHINE, target, target.user),
    ...(bastion ? [`  ProxyJump ${BASTION}`, ...host(BASTION, bastion, bastion.user ?? target.user)] : []),
    "Host *",
    "  BatchMode yes",
    "  StrictHostKeyChecking yes",
    `  UserKnownHostsFile "${knownHostsFile.replaceAll("%", "%%")}"`,
    "  GlobalKnownHostsFile none",
    "  UpdateHostKeys no",
    "  IdentityFile none",
    "  PasswordAuthentication no",
    "  KbdInteractiveAuthentication no",
    `  ConnectTimeout ${String(connectSeconds)}`,
    "  ServerAliveInterval 10",
    "  ServerAliveCountMax 6",
    "  ControlPath none",
    "  LogLevel INFO", // Less would hide why it gave up.
  ];
  return `${lines.join("\n")}\n`;
}

function host(
  alias: string,
  at: { readonly host: string; readonly port: number; readonly hostKey: string },
  user: string,
): string[] {
  return [
    `Host ${alias}`,
    `  HostName ${at.host}`,
    `  Port ${String(at.port)}`,
    `  User ${user}`,
    `  HostKeyAlias ${alias}`,
    `  HostKeyAlgorithms ${algorithms(at.hostKey)}`,
  ];
}

/** The signatures that a key of the pinned type makes: RSA keys have newer ones than the type's own name says. */
function algorithms(hostKey: string): string {
  const type = keyType(hostKey);
  return type === "ssh-rsa" ? "rsa-sha2-512,rsa-sha2-256,ssh-rsa" : type;
}

/** The type of a key, such as `ecdsa-sha2-nistp256`. */
export function keyType(hostKey: string): string {
  return hostKey.trim().split(/\s+/)[0] ?? "";
}

function keyOf(hostKey: string): string {
  return hostKey.trim().split(/\s+/).slice(0, 2).join(" ");
}
