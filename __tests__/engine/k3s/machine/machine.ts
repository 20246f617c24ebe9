import { chmodSync, copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readState } from "../stand-in/state";
import { record } from "../stand-in/timeline";
import { makeKey } from "./keys";
import { answers, commandName, neighbours, processNamespace } from "./proc";
import { startBound, until, type BoundProcess } from "./process";
import { layOutRoot, type RootSpec } from "./root";

/** Folders of a run that its machines share. */
export interface RunFolders {
  readonly base: string;
  /** What the stand-ins of k3s share: the state of the cluster. */
  readonly cluster: string;
  /** The machines' disks. */
  readonly machines: string;
  /** Which process namespace is which machine's, for the sampler. */
  readonly namespaces: string;
}

/** One throwaway machine: its own root, processes, sshd and loopback addresses. */
export class Machine {
  readonly name: string;
  /** The address that SSH uses. */
  readonly address: string;
  /** A second address, as on a private network. */
  readonly privateAddress: string;
  readonly port: number;
  /** Its disk as a folder of this computer; `/run`, `/proc` and `/dev` are not in it. */
  readonly root: string;
  private key = "";
  private running: { readonly holder: BoundProcess; readonly init: number } | undefined;

  constructor(
    private readonly folders: RunFolders,
    private readonly spec: RootSpec,
  ) {
    this.name = spec.name;
    this.address = spec.addresses[0] ?? "";
    this.privateAddress = spec.addresses[1] ?? "";
    this.port = spec.port;
    this.root = join(folders.machines, spec.name);
  }

  /** Its host key, as `ecdsa-sha2-nistp256 AAAA…`; another one after `wipe()`. */
  get hostKey(): string {
    return this.key;
  }

  /** Where a file of the machine lies on this computer. */
  path(file: string): string {
    return join(this.root, file);
  }

  /** Reads a file of the machine. */
  read(file: string): string {
    return readFileSync(this.path(file), "utf8");
  }

  /** Whether the machine has a file or folder of this name. */
  has(file: string): boolean {
    return existsSync(this.path(file));
  }

  /** Everything that was asked for over SSH, in order, whole. */
  sshCommands(): readonly string[] {
    return this.read("/var/log/stand-in/ssh-commands").split("\0").slice(0, -1);
  }

  private makeHostKey(type: "ecdsa" | "ed25519", file: string): string {
    const key = join(this.folders.base, `${this.name}.host_key`);
    const publicKey = makeKey(key, type);
    copyFileSync(key, this.path(file));
    chmodSync(this.path(file), 0o600);
    return publicKey;
  }

  /** Starts the machine: an empty one, unless it has run before. Enabled services start with it. */
  async boot(): Promise<void> {
    if (!this.has("/etc/ssh/host_key")) {
      layOutRoot(this.root, this.spec);
      // Two types, as on any Debian: Terraform is shown the ECDSA key, and that is the one to pin.
      this.makeHostKey("ed25519", "/etc/ssh/host_key_ed25519");
      this.key = this.makeHostKey("ecdsa", "/etc/ssh/host_key");
    }
    rmSync(this.path("/var/lib/stand-in/booted"), { force: true });
    const holder = startBound("unshare", this.unshareArguments(), join(this.folders.base, `${this.name}.boot.log`));
    await until(`machine ${this.name} boots`, () => this.has("/var/lib/stand-in/booted") || undefined);
    const init = Number(readFileSync(`/proc/${String(holder.pid)}/task/${String(holder.pid)}/children`, "utf8").trim());
    this.running = { holder, init };
    writeFileSync(join(this.folders.namespaces, processNamespace(init)), this.name);
    await this.reachable();
  }

  /** The power goes: every process dies at once, the disk stays. The cluster's timeline tells so. */
  async kill(): Promise<void> {
    await this.end();
    await this.tell("killed");
  }

  /** As `kill`, at the end of a test. */
  async end(): Promise<void> {
    const running = this.running;
    this.running = undefined;
    if (running !== undefined) {
      await running.holder.kill();
      await until(`machine ${this.name} dies`, () => (existsSync(`/proc/${String(running.init)}`) ? undefined : true));
    }
  }

  /** Its sshd goes away, what runs on it stays; sessions that are open break. */
  unreachable(): void {
    writeFileSync(this.path("/var/lib/stand-in/unreachable"), "");
    for (const pid of this.processes().filter((pid) => commandName(pid) === "sshd")) {
      process.kill(pid, "SIGKILL");
    }
  }

  /** Its sshd is back. */
  async reachable(): Promise<void> {
    rmSync(this.path("/var/lib/stand-in/unreachable"), { force: true });
    while (!(await answers(this.address, this.port))) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Replaced by a new one under the same address: empty disk, another host key. */
  async wipe(): Promise<void> {
    await this.end();
    rmSync(this.root, { recursive: true, force: true });
    await this.tell("replaced");
    await this.boot();
  }

  /** The processes of this machine, by their ids on this computer. */
  processes(): readonly number[] {
    return this.running === undefined ? [] : neighbours(this.running.init);
  }

  private async tell(event: string): Promise<void> {
    if (readState(this.folders.cluster) !== undefined) {
      await record(this.name, event, {}, this.folders.cluster);
    }
  }

  private unshareArguments(): readonly string[] {
    const { cluster, machines } = this.folders;
    const boot = join(__dirname, "boot.sh");
    const namespaces = ["--mount", "--uts", "--ipc", "--pid", "--fork", "--kill-child=SIGKILL"];
    return [...namespaces, "/bin/sh", boot, this.root, cluster, machines, process.execPath, this.name];
  }
}
