import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { AnyObject, Api } from "../gitops/api";
import type { FluxCluster } from "./cluster";
import { resolveSource, resolveVersion, type Source } from "./sources";

const FINALIZER = "finalizers.fluxcd.io";
const GROUP = "apis/helm.toolkit.fluxcd.io/v2";
const SOURCES = "apis/source.toolkit.fluxcd.io/v1";

const RELEASES = `${GROUP}/helmreleases`;
const SOURCE_KINDS = { HelmRepository: "helmrepositories", OCIRepository: "ocirepositories" } as const;

/** The kinds that it acts on. */
export const HELM_KINDS = [RELEASES, ...Object.values(SOURCE_KINDS).map((plural) => `${SOURCES}/${plural}`)];

const release = z.looseObject({
  releaseName: z.string(),
  targetNamespace: z.string(),
  serviceAccountName: z.string(),
  chart: z
    .object({
      spec: z.object({
        chart: z.string(),
        version: z.string(),
        sourceRef: z.object({ kind: z.literal("HelmRepository"), name: z.string() }),
      }),
    })
    .optional(),
  chartRef: z.object({ kind: z.literal("OCIRepository"), name: z.string() }).optional(),
  values: z.record(z.string(), z.unknown()).default({}),
});

/**
 * Stands in for Flux's helm-controller and for the chart half of its source-controller: marks the sources of charts as
 * ready when they answer, and brings for each HelmRelease, by the account that it names, a ConfigMap that says which
 * chart, version and values have arrived. It renders no templates.
 */
export class HelmController {
  /** Names of releases, in the order in which they were first installed. */
  readonly installed: string[] = [];
  private readonly failing = new Set<string>();
  /** What each release was brought to: its generation and whether it was told to fail. */
  private readonly done = new Map<string, string>();
  private stopped = false;
  private running: Promise<void> | undefined;

  constructor(
    private readonly api: Api,
    private readonly kubectl: FluxCluster["kubectl"],
  ) {}

  start(): void {
    this.running ??= this.work();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  /** From now on the release fails, as if its chart did. */
  fail(name: string): void {
    this.failing.add(name);
  }

  heal(name: string): void {
    this.failing.delete(name);
  }

  /** A busy API server may refuse once; a controller tries again, and so does this, for a while. */
  private async work(): Promise<void> {
    for (let failures = 0; !this.stopped; await wait(300)) {
      try {
        const sources = await this.sources();
        for (const object of (await this.api.list(RELEASES)) ?? []) await this.reconcile(object, sources);
        failures = 0;
      } catch (error) {
        if (++failures > 50) throw error;
      }
    }
  }

  private async sources(): Promise<readonly Source[]> {
    const found: Source[] = [];
    for (const kind of ["HelmRepository", "OCIRepository"] as const) {
      const plural = SOURCE_KINDS[kind];
      for (const object of (await this.api.list(`${SOURCES}/${plural}`)) ?? []) {
        const source = await resolveSource(kind, object);
        found.push(source);
        await this.ready(`${SOURCES}/namespaces/${source.namespace}/${plural}/${source.name}`, object, source.fault);
      }
    }
    return found;
  }

  private async reconcile(object: AnyObject, sources: readonly Source[]): Promise<void> {
    const { name, namespace = "", uid, generation, deletionTimestamp, finalizers } = object.metadata;
    const path = `${GROUP}/namespaces/${namespace}/helmreleases/${name}`;
    const spec = release.parse(object.spec);
    const map = ["configmap", `${spec.releaseName}-values`, "--namespace", spec.targetNamespace];
    if (deletionTimestamp !== undefined) {
      await this.kubectl(["delete", ...map, "--ignore-not-found", ...as(namespace, spec.serviceAccountName)]);
      await this.api.merge(path, { metadata: { finalizers: [] } });
      return;
    }
    if (finalizers.length === 0) await this.api.merge(path, { metadata: { finalizers: [FINALIZER] } });
    const wanted = `${String(generation)} ${String(this.failing.has(name))}`;
    if (this.done.get(uid) === wanted) return;
    const reference = spec.chart?.spec.sourceRef ?? spec.chartRef;
    const source = sources.find(
      (one) => one.namespace === namespace && one.kind === reference?.kind && one.name === reference.name,
    );
    if (source === undefined) return;
    const chart = resolveVersion(source, spec.chart?.spec);
    const fault = this.failing.has(name) ? "told to fail" : typeof chart === "string" ? chart : undefined;
    if (fault === undefined && typeof chart !== "string") {
      const data = { ...chart, values: JSON.stringify(spec.values) };
      const metadata = { name: `${spec.releaseName}-values`, namespace: spec.targetNamespace };
      const content = JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", metadata, data });
      const problem = await this.kubectl(
        ["apply", "--server-side", "--force-conflicts", ...as(namespace, spec.serviceAccountName), "-f", "-"],
        content,
      ).then(
        () => undefined,
        (error: unknown) => String(error),
      );
      // A chart takes its time, so that whoever did not wait for it would be seen to be first.
      await wait(1100);
      if (problem === undefined && !this.installed.includes(name)) this.installed.push(name);
      await this.ready(path, object, problem);
    } else {
      await this.ready(path, object, fault);
    }
    this.done.set(uid, wanted);
  }

  private async ready(path: string, { metadata, status }: AnyObject, fault: string | undefined): Promise<void> {
    const condition = {
      type: "Ready",
      status: fault === undefined ? "True" : "False",
      reason: fault === undefined ? "Succeeded" : "Failed",
      message: fault ?? "Done by the stand-in.",
      observedGeneration: metadata.generation,
    };
    const [before] = z.looseObject({ conditions: z.array(z.looseObject({})).default([]) }).parse(status).conditions;
    if (before !== undefined && Object.entries(condition).every(([key, value]) => before[key] === value)) return;
    const lastTransitionTime = new Date().toISOString().replace(/\.\d+/, "");
    const change = { observedGeneration: metadata.generation, conditions: [{ ...condition, lastTransitionTime }] };
    await this.api.merge(`${path}/status`, { status: change });
  }
}

function as(namespace: string, account: string): string[] {
  return [`--as=system:serviceaccount:${namespace}:${account}`];
}
