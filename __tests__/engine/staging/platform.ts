import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { Clone } from "../../helpers/clone";

const PARTS = [
  "main.ts",
  "cdktf.json",
  "package.json",
  "tsconfig.json",
  "cli",
  "config",
  "constructs",
  "stacks",
  "catalog",
  "policies",
];

/** The end of a command. */
export interface Result {
  /** Exit status; null when it was killed. */
  readonly status: number | null;
  /** What it printed, both streams, without colours. */
  readonly output: string;
}

/** A copy of the platform in a temporary folder, with an environment `staging` of the test's own. */
export class PlatformCopy {
  private readonly clone = new Clone(PARTS);
  /** Everything that any command printed so far. */
  outputs = "";

  constructor(readonly environment: NodeJS.ProcessEnv) {
    mkdirSync(join(this.folder, "environments", "profiles"), { recursive: true });
    this.clone.write(
      "environments/organization.yaml",
      stringify({ name: "example", domain: "example.org", promotion: ["staging"] }),
    );
  }

  get folder(): string {
    return this.clone.root;
  }

  /** The folder that terraform runs in. */
  get stack(): string {
    return join(this.folder, "cdktf.out", "stacks", "staging");
  }

  /** The state, if there is one. */
  get state(): string {
    const file = join(this.folder, ".state", "staging.tfstate");
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  }

  /** Writes the environment file and synthesizes. */
  async synthesize(staging: object): Promise<Result> {
    this.clone.write("environments/staging.yaml", stringify(staging));
    await this.run("node", ["cli/run.js", "protect"]);
    return this.run("node", ["-r", "./cli/typescript.js", "main.ts"]);
  }

  /** Runs a command in the copy, or in a folder of it. */
  run(command: string, args: readonly string[], folder = this.folder): Promise<Result> {
    return this.start(command, args, folder).end;
  }

  /** Starts a command, so that the test can kill it. */
  start(
    command: string,
    args: readonly string[],
    folder = this.folder,
  ): { readonly process: ChildProcess; readonly end: Promise<Result> } {
    const child = spawn(command, args, {
      cwd: folder,
      env: this.environment,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let output = "";
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
      this.outputs += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    const end = new Promise<Result>((done, failed) => {
      child.on("error", failed);
      child.on("close", (status) => {
        done({ status, output });
      });
    });
    return { process: child, end };
  }

  remove(): void {
    this.clone.dispose();
  }
}
