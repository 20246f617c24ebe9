import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import type { Inventory } from "../../../catalog/inventory";
import { writeRegistry } from "../../../catalog/registry-folder";
import { manifestFiles } from "../../../constructs/gitops/manifests";
import { toYaml } from "../../../constructs/gitops/yaml";
import { plainHttpSecret, type ChartRepository } from "./chart-repository";
import type { Cluster } from "./cluster";
import { chartsIn, redirected, redirection } from "./loopback";
import { bootstrapOfPlayed, inventoryOfPlayed, registryOfPlayed, type PlayedEnvironment } from "./played-environments";

const run = promisify(execFile);

const application = z.object({
  kind: z.literal("Application"),
  metadata: z.object({ name: z.string(), annotations: z.record(z.string(), z.string()) }),
});

/** Argo CD's own configuration, which the real chart makes of these values: the running one has to obey it. */
export const SETTINGS = `apiVersion: v1
kind: ConfigMap
metadata:
  name: argocd-cm
  namespace: {{ .Release.Namespace }}
  labels: { app.kubernetes.io/name: argocd-cm, app.kubernetes.io/part-of: argocd }
data:
  {{- range $key, $value := .Values.configs.cm }}
  {{ $key }}: {{ $value | toString | toJson }}
  {{- end }}
`;

/** The registry of one environment in a git repository on loopback, and a cluster that follows it. */
export class ArgoCdEnvironment {
  private readonly root: string;
  private redirect: (text: string) => string = (text) => text;

  constructor(
    private readonly cluster: Cluster,
    private readonly charts: ChartRepository,
    private played: PlayedEnvironment,
  ) {
    this.root = join(cluster.work, played.environment.name);
  }

  get inventory(): Inventory {
    return inventoryOfPlayed(this.played);
  }

  /** Every Application but the root, as the registry has it. */
  get applications(): { readonly name: string; readonly wave: number }[] {
    return Object.entries(registryOfPlayed(this.played))
      .filter(([path]) => path.includes("/templates/") && !path.includes("/manifests/"))
      .flatMap(([, text]) => parseAllDocuments(text).map((document): unknown => document.toJS()))
      .map((object) => application.safeParse(object).data?.metadata)
      .flatMap((found) => (found === undefined || found.name === "root" ? [] : [found]))
      .map(({ name, annotations }) => ({ name, wave: Number(annotations["argocd.argoproj.io/sync-wave"]) }));
  }

  /** Commits what the registry is now; charts that can't be had yet are published by the next commit. */
  async commit(
    change: (played: PlayedEnvironment) => PlayedEnvironment = (played) => played,
    withheld: readonly string[] = [],
  ): Promise<void> {
    this.played = change(this.played);
    const { inventory } = this;
    if (this.url === undefined) await this.begin();
    this.charts.publish(
      ...chartsIn(inventory)
        .map(({ chart }) => chart)
        .filter(({ name }) => !withheld.includes(name))
        .map((chart) => (chart.name === "argo-cd" ? { ...chart, templates: { "settings.yaml": SETTINGS } } : chart)),
    );
    this.redirect = redirection(inventory, this.charts, this.url ?? "");
    writeRegistry(this.root, redirected(registryOfPlayed(this.played), this.redirect));
    await this.git("add", "--all");
    await this.git("commit", "--quiet", "--allow-empty", "--message", "Change the registry");
  }

  /** What brings Argo CD into the cluster: its namespace, its chart, the root Application. */
  async bootstrap(): Promise<void> {
    const bootstrap = bootstrapOfPlayed(this.played);
    const { chart, release, namespace, values } = bootstrap;
    const file = join(this.cluster.work, "values.yaml");
    writeFileSync(file, toYaml(values));
    const from = ["--repo", this.charts.hosted(chart.repository), "--version", chart.version];
    const rendered = await this.cluster.helm([
      ...["template", release, chart.name, ...from, "--namespace", namespace, "--values", file],
    ]);
    await this.apply(plainHttpSecret(this.charts), rendered);
    const { "argocd-3-chart.yaml": _, ...others } = manifestFiles(bootstrap);
    await this.apply(...Object.values(others).map(this.redirect));
  }

  async apply(...manifests: readonly string[]): Promise<void> {
    await this.cluster.kubectl(["apply", "--server-side", "--force-conflicts", "-f", "-"], manifests.join("---\n"));
  }

  /** Has Argo CD look at the repository at once; `hard` also for what could not be rendered before. */
  async refresh(application = "root", kind: "normal" | "hard" = "normal"): Promise<void> {
    await this.cluster.kubectl([
      ...["annotate", "application", application, "--namespace", "argocd", "--overwrite"],
      `argocd.argoproj.io/refresh=${kind}`,
    ]);
  }

  /**
   * Deletes everything that the root Application brought, as the guide says. The root is one of its own objects: while
   * it is, it would wait for itself; and while it heals itself, it would stay one.
   */
  async tearDown(): Promise<void> {
    const root = ["application", "root", "--namespace", "argocd"];
    const change = {
      metadata: {
        finalizers: ["resources-finalizer.argocd.argoproj.io"],
        annotations: { "argocd.argoproj.io/tracking-id": null },
      },
      spec: { syncPolicy: null },
    };
    await this.cluster.kubectl(["patch", ...root, "--type", "merge", "--patch", JSON.stringify(change)]);
    await this.cluster.kubectl(["delete", ...root, "--wait=false"]);
  }

  /** Takes what outlives an environment out of the way of the next one. */
  async forget(): Promise<void> {
    await this.cluster.kubectl(["delete", "applications", "--all", "--namespace", "argocd"]);
  }

  private url: string | undefined;

  private async begin(): Promise<void> {
    mkdirSync(this.root, { recursive: true });
    await this.git("init", "--quiet", "--initial-branch", this.inventory.bootstrap.revision);
    this.url = await this.cluster.serve(this.root);
  }

  private async git(...args: readonly string[]): Promise<void> {
    await run("git", ["-c", "user.name=test", "-c", "user.email=test@example.org", ...args], { cwd: this.root });
  }
}
