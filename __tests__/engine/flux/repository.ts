import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Component } from "../../../catalog/define";
import { engineBootstrap, inventoryOf } from "../../../catalog/inventory";
import { renderEnvironment } from "../../../catalog/registry";
import { writeRegistry } from "../../../catalog/registry-folder";
import type { Environment, Organization } from "../../../config";
import type { Bootstrap } from "../../../constructs/gitops/bootstrap";
import type { ClusterFacts } from "../../../constructs/gitops/cluster-facts";
import type { ChartRepository } from "../gitops/chart-repository";
import { CHARTS, definitions } from "./environment";

const run = promisify(execFile);

/** A git repository with the registry of one environment, whose charts come from loopback and are otherwise unchanged. */
export class Repository {
  private url = "";

  constructor(
    readonly root: string,
    private readonly organization: Organization,
    private readonly components: readonly Component[],
    private readonly charts: ChartRepository,
  ) {}

  /** Begins the repository on the branch `main`, and serves it. */
  async begin(serve: (root: string) => Promise<string>): Promise<void> {
    mkdirSync(this.root, { recursive: true });
    await this.git("init", "--quiet", "--initial-branch", "main");
    this.write("README.md", "A repository of a test.\n");
    await this.commit("Begin");
    this.url = await serve(this.root);
  }

  /** Renders the registry, publishes every chart that it names, and commits it. */
  async render(environment: Environment, message: string): Promise<void> {
    const options = { components: this.components, definitions };
    const { installations, applications } = inventoryOf(environment, this.organization, options);
    this.charts.publish(...installations.flatMap(({ chart }) => chart ?? []));
    this.charts.publish(...applications.flatMap(({ source }) => (source.kind === "chart" ? [source.chart] : [])));
    writeRegistry(this.root, renderEnvironment(this.redirected(environment), this.organization, this.options()));
    await this.commit(message);
  }

  bootstrap(environment: Environment, facts: ClusterFacts): Bootstrap {
    return engineBootstrap(this.redirected(environment), this.organization, facts, this.options());
  }

  write(path: string, content: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  async commit(message: string): Promise<void> {
    await this.git("add", "--all");
    await this.git("commit", "--quiet", "--allow-empty", "--message", message);
  }

  /** Where it is served. */
  get address(): string {
    return this.url;
  }

  private redirected(environment: Environment): Environment {
    const applications = Object.entries(environment.applications).map(([name, one]) => [
      name,
      "chart" in one ? { ...one, chart: one.chart.replace(CHARTS, this.charts.hosted(CHARTS)) } : one,
    ]);
    return {
      ...environment,
      gitops: { ...environment.gitops, repository: this.url },
      applications: Object.fromEntries(applications),
    };
  }

  private options() {
    const components = this.components.map((one) =>
      one.chart === undefined
        ? one
        : { ...one, chart: { ...one.chart, repository: this.charts.hosted(one.chart.repository) } },
    );
    return { components, definitions };
  }

  private async git(...args: readonly string[]): Promise<void> {
    await run("git", ["-c", "user.name=test", "-c", "user.email=test@example.org", ...args], { cwd: this.root });
  }
}
