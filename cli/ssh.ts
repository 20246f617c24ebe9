import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram, type Ended } from "./run-program";
import { agentKeys } from "./ssh-agent";
import { knownHosts, MACHINE, sshConfig, type SshTarget } from "./ssh-config";
import { brokenOff, explain, type SshFault } from "./ssh-fault";

/** What to run on a machine. */
export interface SshOptions {
  /**
   * A POSIX shell script that root runs. It goes to the machine's standard input, so that nothing in it is seen in a
   * list of processes.
   */
  readonly script: string;
  /** Seconds to wait for the connection. @default - the target's */
  readonly connectSeconds?: number | undefined;
  /** Seconds that all of it may take. @default - as long as it takes */
  readonly timeoutSeconds?: number | undefined;
  /** Called with every line that the script prints, while it runs. */
  readonly onLine?: ((line: string) => void) | undefined;
  readonly env: NodeJS.ProcessEnv;
}

/** The end of a script on a machine, or why it did not run. */
export type SshOutcome =
  | { readonly ok: true; readonly status: number; readonly stdout: string; readonly stderr: string }
  | { readonly ok: false; readonly fault: SshFault };

/** The first line that a script prints: whatever happens before it, happened to ssh or to sudo. */
export const MARK = "platform: the script runs";

/** Becomes root and reads the script. Every login shell understands it. */
const AS_ROOT = `exec sh -c 'if [ "$(id -u)" = 0 ]; then exec sh -s; else exec sudo -n sh -s; fi'`;

/**
 * Runs a script on a machine, over the system's ssh, under the same terms as Terraform: the agent's keys, the host key
 * that the environment file pins, and nothing of ~/.ssh.
 */
export async function runOnMachine(target: SshTarget, options: SshOptions): Promise<SshOutcome> {
  const { onLine } = options;
  const folder = mkdtempSync(join(tmpdir(), "platform-ssh-"));
  const hosts = join(folder, "known_hosts");
  const config = join(folder, "config");
  try {
    writeFileSync(hosts, knownHosts(target), { mode: 0o600 });
    writeFileSync(config, sshConfig(target, hosts, options.connectSeconds ?? target.timeoutSeconds), { mode: 0o600 });
    const ended = await runProgram("ssh", ["-F", config, "-T", MACHINE, AS_ROOT], {
      env: options.env,
      input: whole(options.script),
      timeoutSeconds: options.timeoutSeconds,
      onLine:
        onLine &&
        ((line) => {
          if (line !== MARK) onLine(line);
        }),
    });
    return await outcome(target, ended, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The shell reads the script to its end before it runs any of it, and what it runs finds an empty input. */
function whole(script: string): string {
  return `{\necho '${MARK}'\n${script}\nexit 0\n} </dev/null\n`;
}

async function outcome(target: SshTarget, ended: Ended, { env, ...options }: SshOptions): Promise<SshOutcome> {
  const seconds = options.timeoutSeconds ?? options.connectSeconds ?? target.timeoutSeconds;
  if (ended.kind === "ended" && ended.stdout.includes(`${MARK}\n`)) {
    const stdout = ended.stdout.replace(`${MARK}\n`, "");
    const lost = ended.status === 255 ? brokenOff(target, ended.stderr) : undefined;
    return lost ? { ok: false, fault: lost } : { ok: true, status: ended.status, stdout, stderr: ended.stderr };
  }
  const fault = explain(target, ended, seconds);
  return { ok: false, fault: fault.kind === "refused" ? { ...fault, ...(await agentAdvice(env, fault)) } : fault };
}

/** A refused key is often no key at all. */
async function agentAdvice(env: NodeJS.ProcessEnv, fault: SshFault): Promise<Partial<SshFault>> {
  const agent = await agentKeys(env);
  return agent.kind === "keys" ? {} : { kind: "agent", what: `${fault.what}, and ${agent.what}`, fix: agent.fix };
}
