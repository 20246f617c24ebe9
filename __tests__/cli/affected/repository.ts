import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { run } from "../../../cli/commands/affected";
import { World, type Ran } from "../world/world";

/** A stack of the small app. */
export interface SmallStack {
  readonly environment?: string;
  readonly dependsOn?: readonly string[];
  readonly json?: object;
  /** Other files in its folder. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Stands for the platform's own synthesis: what `stacks.json` says is what `platform synth --json` makes and prints. */
const APP = `
const { mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
require("small-package");
const stacks = JSON.parse(readFileSync(join(__dirname, "..", "stacks.json"), "utf8"));
const summaries = Object.entries(stacks).map(([stack, { environment, dependsOn, json, files }]) => {
  const folder = join(process.env.CDKTF_OUTDIR, "stacks", stack);
  mkdirSync(folder, { recursive: true });
  const all = { ...files, "cdk.tf.json": JSON.stringify(json ?? {}) };
  for (const [file, text] of Object.entries(all)) writeFileSync(join(folder, file), text);
  return { stack, environment: environment ?? null, resources: 0, backend: "local", dependsOn: dependsOn ?? [] };
});
console.log(JSON.stringify(summaries));
`;

/** The files of the small app, and what is no part of it. */
export const SMALL_APP: Readonly<Record<string, string>> = {
  ".gitignore": "node_modules\n/bin/\n/tmp/\n/calls/\n/rules/\n",
  "node_modules/small-package/index.js": "",
  "package-lock.json": '{ "packages": 1 }\n',
  "cli/run.js": APP,
};

/** A git repository with a small app in it, and a folder for temporary files in which nothing may stay. */
export class Repository {
  readonly world = new World([], SMALL_APP);
  readonly env: NodeJS.ProcessEnv = {
    PATH: process.env["PATH"],
    HOME: this.world.root,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "test",
    GIT_AUTHOR_EMAIL: "test@example.org",
    GIT_COMMITTER_NAME: "test",
    GIT_COMMITTER_EMAIL: "test@example.org",
  };
  private readonly temporary = jest.spyOn(os, "tmpdir");

  /** @param stacks of the first commit, on the branch main. */
  constructor(stacks: Readonly<Record<string, SmallStack>>) {
    mkdirSync(this.path("tmp"));
    this.temporary.mockReturnValue(this.path("tmp"));
    this.git("init", "--quiet", "--initial-branch=main");
    this.stacks(stacks);
    this.commit();
  }

  get root(): string {
    return this.world.root;
  }

  path(file: string): string {
    return join(this.root, file);
  }

  git(...args: readonly string[]): string {
    return execFileSync("git", args, { cwd: this.root, env: this.env, encoding: "utf8", stdio: "pipe" }).trim();
  }

  stacks(stacks: Readonly<Record<string, SmallStack>>): void {
    this.world.write("stacks.json", JSON.stringify(stacks, null, 2));
  }

  /** Commits everything; gives the hash. */
  commit(): string {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "--message", "change");
    return this.git("rev-parse", "HEAD");
  }

  affected(ref: string, json = false, root = this.root): Promise<Ran> {
    const stopping = { asked: new AbortController().signal, insisted: new AbortController().signal };
    return this.world.run((context) => run(context, ref, json, stopping), { env: this.env, root });
  }

  /** What `--json` prints. */
  async json(ref: string): Promise<unknown> {
    return JSON.parse((await this.affected(ref, true)).out);
  }

  /** What is left of a run: temporary files, and worktrees besides the repository's own. */
  leftovers(): readonly string[] {
    const worktrees = this.git("worktree", "list", "--porcelain").split("\n\n").slice(1);
    return [...readdirSync(this.path("tmp")), ...worktrees];
  }

  dispose(): void {
    this.temporary.mockRestore();
    rmSync(this.root, { recursive: true, force: true });
  }
}
