import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

const repository = join(__dirname, "..", "..");

/** What the app needs of the repository; a clone shares its packages. */
const parts = [
  "atlantis.yaml",
  "bench",
  "catalog",
  "cli",
  "config",
  "constructs",
  ".mermaid-diagrams",
  "environments",
  "locks",
  "policies",
  "registry",
  "stacks",
  "cdktf.json",
  "main.ts",
  "package.json",
  "tsconfig.json",
];

/** What a command came to. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of the repository in a folder of its own, to change and run. */
export class Clone {
  readonly root = mkdtempSync(join(tmpdir(), "platform-clone-"));

  /** @param only copy these parts, when nothing is to run there but functions that take the root. */
  constructor(only: readonly string[] = parts) {
    for (const part of only.filter((name) => existsSync(join(repository, name)))) {
      cpSync(join(repository, part), join(this.root, part), { recursive: true });
    }
    symlinkSync(join(repository, "node_modules"), join(this.root, "node_modules"));
  }

  path(file: string): string {
    return join(this.root, file);
  }

  read(file: string): string {
    return readFileSync(this.path(file), "utf8");
  }

  write(file: string, text: string): void {
    writeFileSync(this.path(file), text);
  }

  /** Replaces a text that must be there in a file. */
  edit(file: string, from: string | RegExp, to: string): void {
    const before = this.read(file);
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${file}: ${String(from)} is not there, or nothing would change.`);
    this.write(file, after);
  }

  /** Removes a file or folder. */
  remove(file: string): void {
    rmSync(this.path(file), { recursive: true });
  }

  has(file: string): boolean {
    return existsSync(this.path(file));
  }

  /** All files below a folder, each with its contents. */
  files(folder: string): Readonly<Record<string, string>> {
    const entries = readdirSync(this.path(folder), { recursive: true, encoding: "utf8" })
      .map((name) => join(this.path(folder), name))
      .filter((file) => statSync(file).isFile())
      .map((file) => [relative(this.root, file), readFileSync(file, "utf8")] as const);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Runs `platform` in the clone. */
  platform(...args: readonly string[]): Run {
    return this.run(process.execPath, ["cli/run.js", ...args]);
  }

  /** Runs any command in the clone, with nothing of this process's settings but the PATH and what is given. */
  run(command: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Run {
    const env = { PATH: process.env["PATH"], HOME: this.root, ...environment };
    const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: this.root, env, encoding: "utf8" });
    if (error) throw error;
    return { code: status, stdout, stderr };
  }

  /** Removes the clone. */
  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
