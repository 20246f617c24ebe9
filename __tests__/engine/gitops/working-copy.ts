import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { parseDocument } from "yaml";
import { catalog } from "../../../catalog";
import type { Component } from "../../../catalog/define";
import { engineBootstrap } from "../../../catalog/inventory";
import { renderRegistry } from "../../../catalog/registry";
import { writeRegistry } from "../../../catalog/registry-folder";
import { loadPlatform } from "../../../stacks/load-platform";
import { formatProblems, type Environment, type Platform } from "../../../config";
import type { Bootstrap } from "../../../constructs/gitops/bootstrap";

const run = promisify(execFile);

/** A git repository with this project's own environments, as somebody would work in it. */
export class WorkingCopy {
  /** The catalog with the chart repository of the test. */
  private components: readonly Component[] = catalog;

  constructor(readonly root: string) {}

  /** Begins the repository on the branch `main`. */
  async begin(): Promise<void> {
    mkdirSync(this.root, { recursive: true });
    cpSync(resolve(__dirname, "../../../environments"), join(this.root, "environments"), { recursive: true });
    await this.git("init", "--quiet", "--initial-branch", "main");
    await this.commit("Begin");
  }

  /** Leaves Argo CD as all that `staging` has, and gives it addresses on loopback for everything that it reads. */
  redirect(repository: string, hosted: (url: string) => string): void {
    const version = this.staging().components["argo-cd"]?.version;
    this.edit(["extends"], "standard");
    this.edit(["components"], { "argo-cd": { version } });
    for (const key of ["applications", "tenants", "clusters"]) this.edit([key], undefined);
    this.edit(["gitops", "repository"], repository);
    this.components = catalog.map((component) =>
      component.chart === undefined
        ? component
        : { ...component, chart: { ...component.chart, repository: hosted(component.chart.repository) } },
    );
  }

  /** Changes one value of environments/staging.yaml and nothing else in it; undefined takes it out. */
  edit(path: readonly string[], value: unknown): void {
    const file = join(this.root, "environments/staging.yaml");
    const document = parseDocument(readFileSync(file, "utf8"));
    if (value === undefined) document.deleteIn(path);
    else document.setIn(path, value);
    writeFileSync(file, document.toString());
  }

  /** What `platform registry` does. */
  regenerate(): void {
    writeRegistry(this.root, renderRegistry(this.platform(), { components: this.components }));
  }

  bootstrap(): Bootstrap {
    const { organization } = this.platform();
    return engineBootstrap(this.staging(), organization, {}, { components: this.components });
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
