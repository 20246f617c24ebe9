import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { K3dEnvironment } from "../../../config";
import { K3dStack } from "../../../stacks/k3d";
import { k3dEnvironment } from "../../constructs/k3d/k3d-environment";
import { organization } from "../../helpers/environments";
import { synthesize, testApp } from "../../helpers/synthesize";
import type { Laptop } from "./laptop";

/** Variables that a run gets besides the laptop's. */
export type Variables = Readonly<Record<string, string>>;

/** What a command did. */
export interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

/** One person's copy of the repository on a laptop, with the synthesized stack of `development`, its state, and an engine. */
export class WorkingCopy {
  private readonly folder = mkdtempSync(join(tmpdir(), "platform-k3d-copy-"));
  private readonly states = join(this.folder, ".state");
  private readonly module = join(this.folder, "cdktf.out", "stacks", "development");

  constructor(
    private readonly engine: string,
    private readonly laptop: Laptop,
  ) {
    mkdirSync(this.module, { recursive: true });
  }

  /** Synthesizes the environment with these settings and initializes it. */
  describe(
    cluster: Partial<K3dEnvironment["cluster"]> = {},
    rest: Partial<K3dEnvironment> = {},
    organizationName = "example",
  ): this {
    const environment = k3dEnvironment(cluster, rest);
    const stack = new K3dStack(testApp(), environment, { ...organization, name: organizationName });
    writeFileSync(join(this.module, "cdk.tf.json"), synthesize(stack).text);
    const { status, output } = this.run(["init", "-input=false"]);
    if (status !== 0) throw new Error(output);
    return this;
  }

  apply(variables: Variables = {}): Outcome {
    return this.run(["apply", "-auto-approve", "-input=false"], variables);
  }

  destroy(variables: Variables = {}): Outcome {
    return this.run(["destroy", "-auto-approve", "-input=false"], variables);
  }

  run(args: readonly string[], variables: Variables = {}): Outcome {
    const { status, stdout, stderr } = spawnSync(this.engine, [...args, "-no-color"], {
      cwd: this.module,
      env: this.laptop.variables(variables),
      encoding: "utf8",
    });
    return { status, output: `${stdout}${stderr}` };
  }

  /** Runs the engine until the stand-ins reach an event, and kills it with everything that it had started. */
  async killAt(event: string, command: "apply" | "destroy", variables: Variables = {}): Promise<void> {
    const pause = this.laptop.pauseAt(event);
    const run = spawn(this.engine, [command, "-auto-approve", "-input=false", "-no-color"], {
      cwd: this.module,
      env: this.laptop.variables(variables),
      detached: true,
      stdio: "ignore",
    });
    const ended = new Promise((resolve) => run.on("exit", resolve));
    for (let tries = 0; !pause.reached(); tries++) {
      if (tries > 600 || run.exitCode !== null) throw new Error(`The run never came to "${event}".`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    if (run.pid !== undefined) process.kill(-run.pid, "SIGKILL");
    await ended;
    pause.end();
  }

  loseState(): void {
    rmSync(this.states, { recursive: true });
  }

  /** Every file that the engine has written, state among them, as one text. */
  get written(): string {
    const files = [this.module, this.states].flatMap((folder) =>
      existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).map((file) => ({ folder, file })) : [],
    );
    return files
      .filter(({ file }) => file.isFile() && file.name !== "cdk.tf.json")
      .map(({ folder, file }) => readFileSync(join(folder, file.name), "latin1"))
      .join("\n");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What an engine says, without its frame and its line breaks. */
export function flowing(output: string): string {
  return output.replace(/^[│╵╷ ]+/gm, "").replace(/\s+/g, " ");
}
