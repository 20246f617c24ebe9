import { spawn, spawnSync } from "node:child_process";
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
import type { K3dEnvironment } from "../../../config";
import { K3dStack } from "../../../stacks/k3d";
import { k3dEnvironment } from "../../constructs/k3d/k3d-environment";
import { organization } from "../../helpers/environments";
import { synthesize, testApp } from "../../helpers/synthesize";
import { bundle } from "../k3s/bundle";

/** What a command did. */
export interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

/** One line of what happened on the laptop. */
export interface Event {
  readonly event: string;
  readonly name?: string;
  readonly key?: string;
  readonly args?: readonly string[];
  readonly processes?: readonly string[];
  readonly version?: string;
  readonly image?: string;
  readonly config?: unknown;
}

/** The engines that are here: `terraform` and `tofu` on the PATH, or where TERRAFORM and TOFU say. */
export const engines: readonly (readonly [name: string, program: string])[] = [
  ["terraform", find(process.env["TERRAFORM"] ?? "terraform")],
  ["tofu", find(process.env["TOFU"] ?? "tofu")],
].flatMap(([name = "", program]) => (program ? [[name, program] as const] : []));

function find(program: string): string | undefined {
  const places = program.includes("/")
    ? [program]
    : (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, program));
  return places.find((place) => existsSync(place));
}

/** What the scripts may use besides docker and k3d. */
const SYSTEM = ["cat", "date", "grep", "sh", "sleep", "tr"];
/** What k3s's image has of a system, as far as it is used. */
const BUSYBOX = ["cat", "mv", "rm", "sh"];

/** A laptop with stand-ins for k3d and docker, an engine, and the synthesized stack of one environment. */
export class Laptop {
  readonly folder = mkdtempSync(join(tmpdir(), "platform-k3d-"));
  private readonly module = join(this.folder, "cdktf.out", "stacks", "development");

  private readonly state: string;

  /** @param neighbour another user of the same laptop, with a working copy of their own */
  constructor(
    private readonly engine: string,
    neighbour?: Laptop,
  ) {
    this.state = neighbour?.state ?? join(this.folder, "containers");
    const program = bundle(join(__dirname, "stand-in", "main.ts"), {
      interpreter: process.execPath,
      constants: { folder: this.state },
    });
    this.tools(join(this.folder, "system"), SYSTEM);
    if (!neighbour) this.tools(join(this.state, "busybox"), BUSYBOX);
    for (const path of [this.module, join(this.folder, "docker"), join(this.folder, "k3d")])
      mkdirSync(path, { recursive: true });
    for (const name of ["docker", "k3d"]) writeFileSync(join(this.folder, name, name), program, { mode: 0o755 });
    writeFileSync(this.kubeconfigFile, JSON.stringify({ contexts: ["work"], current: "work" }));
  }

  /** Synthesizes the environment with these settings and initializes it. */
  describe(
    cluster: Partial<K3dEnvironment["cluster"]> = {},
    rest: Partial<K3dEnvironment> = {},
    organizationName = "example",
  ): this {
    const stack = new K3dStack(testApp(), k3dEnvironment(cluster, rest), { ...organization, name: organizationName });
    writeFileSync(join(this.module, "cdk.tf.json"), synthesize(stack).text);
    const { status, output } = this.run(["init", "-input=false"]);
    if (status !== 0) throw new Error(output);
    return this;
  }

  apply(env: Readonly<Record<string, string>> = {}): Outcome {
    return this.run(["apply", "-auto-approve", "-input=false"], env);
  }

  destroy(env: Readonly<Record<string, string>> = {}): Outcome {
    return this.run(["destroy", "-auto-approve", "-input=false"], env);
  }

  run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Outcome {
    const { status, stdout, stderr } = spawnSync(this.engine, [...args, "-no-color"], {
      cwd: this.module,
      env: this.environment(env),
      encoding: "utf8",
    });
    return { status, output: `${stdout}${stderr}` };
  }

  /** Runs the engine until the stand-ins reach an event, and kills it with everything that it had started. */
  async killAt(event: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<void> {
    const [stop, stopped] = [join(this.state, "stop-at"), join(this.state, "stopped")];
    writeFileSync(stop, event);
    const run = spawn(this.engine, [...args, "-auto-approve", "-input=false", "-no-color"], {
      cwd: this.module,
      env: this.environment(env),
      detached: true,
      stdio: "ignore",
    });
    const ended = new Promise((resolve) => run.on("exit", resolve));
    for (let tries = 0; !existsSync(stopped); tries++) {
      if (tries > 600 || run.exitCode !== null) throw new Error(`The run never came to "${event}".`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    if (run.pid !== undefined) process.kill(-run.pid, "SIGKILL");
    await ended;
    rmSync(stop);
    rmSync(stopped);
  }

  /** Runs a program as the laptop's owner would. */
  shell(program: "docker" | "k3d", args: readonly string[], input = ""): Outcome {
    const { status, stdout, stderr } = spawnSync(join(this.folder, program, program), args, {
      env: this.environment({}),
      input,
      encoding: "utf8",
    });
    return { status, output: `${stdout}${stderr}` };
  }

  /** What the stand-ins noted since the last call of {@link forget}. */
  get timeline(): readonly Event[] {
    const file = join(this.state, "timeline.jsonl");
    return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").filter(Boolean).map(parseEvent) : [];
  }

  /** The events of the timeline that matter to a test, in words. */
  story(...events: readonly string[]): readonly string[] {
    return this.timeline
      .filter(({ event }) => events.includes(event))
      .map(({ event, name, version }) => [event, name ?? version].filter(Boolean).join(" "));
  }

  forget(): void {
    rmSync(join(this.state, "timeline.jsonl"), { force: true });
  }

  /** Names of containers, volumes and networks that exist. */
  get things(): readonly string[] {
    return ["containers", "networks", "volumes"]
      .flatMap((kind) => this.names(join(this.state, kind)))
      .map((name) => name.replace(/\.json$/, ""));
  }

  /** The files of the first server's manifests folder, hidden ones included. */
  get manifests(): readonly string[] {
    return this.names(this.manifestsFolder);
  }

  get manifestsFolder(): string {
    return join(this.state, "files", "k3d-development-server-0", "var/lib/rancher/k3s/server/manifests");
  }

  get kubeconfig(): string {
    return readFileSync(this.kubeconfigFile, "utf8");
  }

  /** Every file of state, plan and lock that the engine has written, as one text. */
  get written(): string {
    const files = [this.module, join(this.folder, ".state")].flatMap((folder) =>
      this.names(folder).map((name) => join(folder, name)),
    );
    return files
      .filter((file) =>
        /state|plan/.test(
          file
            .slice(this.folder.length + 1)
            .split("/")
            .at(-1) ?? "",
        ),
      )
      .map((file) => readFileSync(file, "latin1"))
      .join("\n");
  }

  set dockerRuns(runs: boolean) {
    const file = join(this.state, "docker-is-down");
    if (runs) rmSync(file, { force: true });
    else writeFileSync(file, "");
  }

  loseState(): void {
    rmSync(join(this.folder, ".state"), { recursive: true });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A PATH without one of the two programs. */
  pathWithout(program: "docker" | "k3d"): string {
    return [program === "docker" ? "k3d" : "docker", "system"].map((name) => join(this.folder, name)).join(delimiter);
  }

  private environment(env: Readonly<Record<string, string>>): Record<string, string> {
    const path = ["docker", "k3d", "system"].map((name) => join(this.folder, name)).join(delimiter);
    const cli = process.env["TF_CLI_CONFIG_FILE"];
    return {
      PATH: path,
      HOME: this.folder,
      KUBECONFIG: this.kubeconfigFile,
      CHECKPOINT_DISABLE: "1",
      ...(cli && { TF_CLI_CONFIG_FILE: cli }),
      ...env,
    };
  }

  private get kubeconfigFile(): string {
    return join(this.folder, "kubeconfig");
  }

  private names(folder: string): readonly string[] {
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  }

  private tools(folder: string, names: readonly string[]): void {
    mkdirSync(folder, { recursive: true });
    for (const name of names) {
      const place = find(name);
      if (!place) throw new Error(`The engine tests of k3d need ${name} on the PATH.`);
      symlinkSync(place, join(folder, name));
    }
  }
}

function parseEvent(line: string): Event {
  return JSON.parse(line);
}
