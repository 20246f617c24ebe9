import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { bundle } from "../k3s/bundle";
import { findProgram } from "./engines";
import { readTimeline, type Event } from "./timeline";

/** What the scripts may use besides docker and k3d. */
const SYSTEM = ["cat", "date", "grep", "sh", "sleep", "tr"];
/** What k3s's image has of a system, as far as it is used. */
const BUSYBOX = ["cat", "mv", "rm", "sh"];
const PROGRAMS = ["docker", "k3d"] as const;

/** What has a stand-in here. */
export type Program = (typeof PROGRAMS)[number];

/** A laptop with stand-ins for k3d and docker, and what they have made. */
export class Laptop {
  private readonly folder = mkdtempSync(join(tmpdir(), "platform-k3d-"));
  private readonly state = join(this.folder, "state");
  private readonly kubeconfigFile = join(this.folder, "kubeconfig");

  constructor() {
    this.tools(join(this.folder, "system"), SYSTEM);
    this.tools(join(this.state, "busybox"), BUSYBOX);
    const entry = join(__dirname, "stand-in", "main.ts");
    const program = bundle(entry, { interpreter: process.execPath, constants: { folder: this.state } });
    for (const name of PROGRAMS) {
      mkdirSync(join(this.folder, name));
      writeFileSync(join(this.folder, name, name), program, { mode: 0o755 });
    }
    writeFileSync(this.kubeconfigFile, JSON.stringify({ contexts: ["work"], current: "work" }));
  }

  /** The environment that programs run in here. */
  variables(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    const cli = process.env["TF_CLI_CONFIG_FILE"];
    return {
      PATH: this.path("docker", "k3d"),
      HOME: this.folder,
      KUBECONFIG: this.kubeconfigFile,
      CHECKPOINT_DISABLE: "1",
      ...(cli && { TF_CLI_CONFIG_FILE: cli }),
      ...more,
    };
  }

  /** A PATH with these programs and a few tools, and with nothing else. */
  path(...programs: readonly Program[]): string {
    return [...programs, "system"].map((name) => join(this.folder, name)).join(delimiter);
  }

  /** Makes a cluster as somebody would who has nothing to do with the platform. */
  createByHand(name: string, port = "9999:80"): void {
    const config = `apiVersion: k3d.io/v1alpha5
kind: Simple
metadata: { name: ${name} }
servers: 1
agents: 0
registries: { create: { name: ${name}-own-registry } }
ports: [{ port: "127.0.0.1:${port}", nodeFilters: [loadbalancer] }]
`;
    this.k3d(["cluster", "create", "--config", "-"], config);
  }

  deleteByHand(name: string): void {
    this.k3d(["cluster", "delete", name]);
  }

  private k3d(args: readonly string[], input = ""): void {
    const options = { env: this.variables(), input, encoding: "utf8" } as const;
    const { status, stderr } = spawnSync(join(this.folder, "k3d", "k3d"), args, options);
    if (status !== 0) throw new Error(stderr);
  }

  /** Makes the stand-ins wait when they come to an event. */
  pauseAt(event: string): { readonly reached: () => boolean; readonly end: () => void } {
    const [stop, stopped] = [join(this.state, "stop-at"), join(this.state, "stopped")];
    writeFileSync(stop, event);
    return {
      reached: () => existsSync(stopped),
      end: () => {
        rmSync(stop);
        rmSync(stopped);
      },
    };
  }

  /** What the stand-ins noted since the last {@link forget}. */
  get timeline(): readonly Event[] {
    return readTimeline(join(this.state, "timeline.jsonl"));
  }

  /** Those of these events that happened, in their order and in words. */
  story(...events: readonly string[]): readonly string[] {
    const told = this.timeline.filter(({ event }) => events.includes(event));
    return told.map(({ event, name, key, version }) => [event, name ?? key ?? version].filter(Boolean).join(" "));
  }

  forget(): void {
    rmSync(join(this.state, "timeline.jsonl"), { force: true });
  }

  /** Names of the containers, networks and volumes that exist, sorted. */
  get things(): readonly string[] {
    const kinds = ["containers", "networks", "volumes"].map((kind) => join(this.state, kind));
    return kinds
      .flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []))
      .map((file) => file.replace(/\.json$/, ""))
      .sort();
  }

  /** The folder of development's first server that k3s applies. */
  get manifestsFolder(): string {
    return join(this.state, "files", "k3d-development-server-0", "var/lib/rancher/k3s/server/manifests");
  }

  get kubeconfig(): unknown {
    return JSON.parse(readFileSync(this.kubeconfigFile, "utf8"));
  }

  /** Stops docker, or starts it. */
  set dockerRuns(runs: boolean) {
    const file = join(this.state, "docker-is-down");
    if (runs) rmSync(file, { force: true });
    else writeFileSync(file, "");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private tools(folder: string, names: readonly string[]): void {
    mkdirSync(folder, { recursive: true });
    for (const name of names) {
      const place = findProgram(name);
      if (!place) throw new Error(`The engine tests of k3d need ${name} on the PATH.`);
      symlinkSync(place, join(folder, name));
    }
  }
}
