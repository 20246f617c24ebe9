import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { parseDocument } from "yaml";
import { argoCd } from "../../../catalog/argo-cd";
import type { Component } from "../../../catalog/component";
import { engineBootstrap } from "../../../catalog/installation";
import { renderRegistry } from "../../../catalog/registry";
import { writeRegistry } from "../../../catalog/registry-folder";
import { loadPlatform } from "../../../catalog/load-platform";
import { formatProblems, type Environment, type Platform } from "../../../config";
import type { Bootstrap } from "../../../constructs/gitops/bootstrap";

const run = promisify(execFile);

/** A git repository with this project's own environments, as somebody would work in it. */
export class WorkingCopy {
  /** The catalog with the chart repository of the test. */
  private components: readonly Component[] = [argoCd];

  constructor(readonly root: string) {}

  /** Begins the repository on the branch `main`. */
  async begin(): Promise<void> {
    mkdirSync(this.root, { recursive: true });
    cpSync(resolve(__dirname, "../../../environments"), join(this.root, "environments"), { recursive: true });
    await this.git("init", "--quiet", "--initial-branch", "main");
    await this.commit("Begin");
  }

  /** Gives `staging` addresses on loopback for everything that Argo CD reads. */
  redirect(repository: string, charts: string): void {
    this.edit(["gitops", "repository"], repository);
    this.components = [{ ...argoCd, chart: { ...argoCd.chart, repository: charts } }];
  }

  /** Changes one value of environments/staging.yaml and nothing else in it. */
  edit(path: readonly string[], value: string): void {
    const file = join(this.root, "environments/staging.yaml");
    const document = parseDocument(readFileSync(file, "utf8"));
    document.setIn(path, value);
    writeFileSync(file, document.toString());
  }

  /** What `platform registry` does. */
  regenerate(): void {
    writeRegistry(this.root, renderRegistry(this.platform(), this.components));
  }

  bootstrap(): Bootstrap {
    return engineBootstrap(this.staging(), this.components);
  }

  async commit(message: string): Promise<void> {
    await this.git("add", "--all");
    await this.git("commit", "--quiet", "--message", message);
  }

  async git(...args: readonly string[]): Promise<void> {
    const identity = ["-c", "user.name=test", "-c", "user.email=test@example.org"];
    await run("git", [...identity, ...args], { cwd: this.root });
  }

  private staging(): Environment {
    const staging = this.platform().environments.find(({ name }) => name === "staging");
    if (staging === undefined) throw new Error("There is no environments/staging.yaml.");
    return staging;
  }

  private platform(): Platform {
    const result = loadPlatform(this.root);
    if (!result.ok) throw new Error(formatProblems(result.problems));
    return result.platform;
  }
}
