import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeBundle } from "./bundle";
import { agentSocket, makeKey, startAgent } from "./machine/keys";
import { Machine, type RunFolders } from "./machine/machine";
import { startBound, type BoundProcess } from "./machine/process";
import { checkTools, freeNetwork, newRunFolder, removeLeftovers } from "./machine/run";

/** Which machines to start. */
export interface NodesSpec {
  /** Names of the machines; machine n gets the addresses 127.10.X.n and, as its private one, 127.10.X.(100 + n). */
  readonly machines: readonly string[];
  /** Port of every sshd; by default one that is free. */
  readonly port?: number;
  /** Further names that the machines can resolve, e.g. the cluster's endpoint. Called with the run's network, `127.10.X`. */
  readonly hosts?: (network: string) => Readonly<Record<string, string>>;
}

/** A process of a machine, seen in its process list. */
export interface SeenCommand {
  readonly time: number;
  readonly node: string;
  readonly command: readonly string[];
}

/** The end of a command that ran over SSH. */
export interface SshResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The machines of a test. */
export class Nodes {
  private readonly all: ReadonlyMap<string, Machine>;

  constructor(
    private readonly folders: RunFolders,
    /** First three bytes of every address, e.g. `127.10.7`. */
    readonly network: string,
    machines: readonly Machine[],
    private readonly helpers: readonly BoundProcess[],
  ) {
    this.all = new Map(machines.map((machine) => [machine.name, machine]));
  }

  /** Folder that holds everything of this run. */
  get folder(): string {
    return this.folders.base;
  }

  /** Folder in which the stand-ins of k3s keep the cluster's state and its timeline. */
  get cluster(): string {
    return this.folders.cluster;
  }

  /** Value of SSH_AUTH_SOCK for whoever shall log in: an agent with the one key that the machines accept. */
  get agentSocket(): string {
    return agentSocket(this.folders.base);
  }

  get machines(): readonly Machine[] {
    return [...this.all.values()];
  }

  /** A machine by its name. */
  machine(name: string): Machine {
    const machine = this.all.get(name);
    if (machine === undefined) {
      throw new Error(`no machine "${name}"; there are ${[...this.all.keys()].join(", ")}`);
    }
    return machine;
  }

  /** Every command line seen in a machine's process list so far. Short-lived ones may be missing: see `Machine.sshCommands`. */
  seenCommands(): readonly SeenCommand[] {
    const lines = readFileSync(join(this.folders.base, "commands.jsonl"), "utf8").split("\n").filter(Boolean);
    return lines.map((line): SeenCommand => JSON.parse(line));
  }

  /** Runs a command line on a machine over SSH, with its host key pinned. */
  ssh(name: string, command: string, options: { user?: string; input?: string } = {}): Promise<SshResult> {
    const machine = this.machine(name);
    const known = join(this.folders.base, `known_hosts.${name}`);
    writeFileSync(known, `[${machine.address}]:${String(machine.port)} ${machine.hostKey}\n`);
    const target = `${options.user ?? "root"}@${machine.address}`;
    const settings = ["StrictHostKeyChecking=yes", `UserKnownHostsFile=${known}`, "BatchMode=yes", "LogLevel=ERROR"];
    const args = [...settings.flatMap((setting) => ["-o", setting]), "-p", String(machine.port), target, command];
    return new Promise((resolve) => {
      const environment = { ...process.env, SSH_AUTH_SOCK: this.agentSocket };
      const child = execFile("ssh", ["-F", "none", ...args], { env: environment }, (error, stdout, stderr) => {
        const code = error?.code;
        resolve({ status: typeof code === "number" ? code : error === null ? 0 : 255, stdout, stderr });
      });
      child.stdin?.on("error", () => undefined); // The command may end without reading its input.
      child.stdin?.end(options.input ?? "");
    });
  }

  /** Stops everything that was started, and removes it from the disk. */
  async stop(): Promise<void> {
    await Promise.all(this.machines.map((machine) => machine.end()));
    await Promise.all(this.helpers.map((helper) => helper.kill()));
    rmSync(this.folders.base, { recursive: true, force: true });
  }
}

/** Starts machines on this computer, each with a real sshd. Needs root, OpenSSH's server, sudo and util-linux. */
export async function startNodes(spec: NodesSpec): Promise<Nodes> {
  checkTools();
  removeLeftovers();
  const base = newRunFolder();
  const folders = { base, cluster: `${base}/cluster`, machines: `${base}/machines`, namespaces: `${base}/namespaces` };
  for (const folder of [folders.cluster, folders.machines, folders.namespaces]) {
    mkdirSync(folder, { mode: 0o700 });
  }
  writeFileSync(`${base}/commands.jsonl`, "");
  const interpreter = "/usr/local/libexec/stand-in/node";
  const tools = `${base}/tools`;
  writeBundle(tools, join(__dirname, "stand-in/tools.ts"), { interpreter });
  writeBundle(`${base}/sampler`, join(__dirname, "machine/sampler.ts"), { interpreter: process.execPath });

  const authorizedKey = makeKey(`${base}/client_key`);
  const helpers = [
    await startAgent(base, `${base}/client_key`),
    startBound(`${base}/sampler`, [folders.namespaces, `${base}/commands.jsonl`], `${base}/sampler.log`),
  ];
  const { network, port } = await freeNetwork(spec.machines.length, spec.port);
  const hosts = spec.hosts?.(network) ?? {};
  const machines = spec.machines.map((name, index) => {
    const addresses = [`${network}.${String(index + 1)}`, `${network}.${String(index + 101)}`];
    return new Machine(folders, { name, addresses, port, authorizedKey, hosts, tools });
  });
  await Promise.all(machines.map((machine) => machine.boot()));
  return new Nodes(folders, network, machines, helpers);
}
