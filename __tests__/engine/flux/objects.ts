import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import type { AnyObject, Api } from "../gitops/api";
import { eventually } from "../gitops/cluster";
import type { FluxCluster } from "./cluster";

const KUSTOMIZATIONS = "apis/kustomize.toolkit.fluxcd.io/v1/kustomizations";

const kustomizationStatus = z.looseObject({
  lastAppliedRevision: z.string().default(""),
  conditions: z
    .array(
      z.looseObject({
        type: z.string(),
        status: z.string(),
        reason: z.string(),
        message: z.string(),
        lastTransitionTime: z.string(),
      }),
    )
    .default([]),
});

const written = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

const withData = z.looseObject({ data: z.record(z.string(), z.string()) });
const stamped = z.looseObject({ metadata: z.looseObject({ creationTimestamp: z.string() }) });

/** What Flux says of one Kustomization. */
export interface Seen {
  readonly name: string;
  readonly namespace: string;
  readonly waitsFor: readonly string[];
  readonly ready: boolean;
  readonly reason: string;
  readonly message: string;
  /** When it became what it is, to the second. */
  readonly since: string;
  readonly revision: string;
}

/** Looks at what Flux has made of a repository. */
export class Objects {
  constructor(
    private readonly api: Api,
    private readonly kubectl: FluxCluster["kubectl"],
  ) {}

  async kustomizations(): Promise<readonly Seen[]> {
    return ((await this.api.list(KUSTOMIZATIONS)) ?? []).map(seen);
  }

  /** Waits until every Kustomization but these is ready, at the commit whose id is given if one is. */
  async settled(commit: string, ...but: readonly string[]): Promise<readonly Seen[]> {
    const all = await eventually(
      `Flux at ${commit}`,
      () => this.kustomizations(),
      (found) =>
        found.length > 1 &&
        found
          .filter(({ name }) => !but.includes(name))
          .every(({ ready, revision }) => ready && revision.endsWith(commit)),
      240,
    );
    return all;
  }

  /** When the first of the objects in a folder of the registry was made, to the second; undefined before there is any. */
  async appeared(folder: string): Promise<string | undefined> {
    const times = await Promise.all(
      objectsIn(folder).map(async ({ kind, metadata }) => {
        const text = await this.get(kind, metadata.name, metadata.namespace ?? "default");
        return text === "" ? [] : [stamped.parse(JSON.parse(text)).metadata.creationTimestamp];
      }),
    );
    return times.flat().sort()[0];
  }

  /** The data of a ConfigMap; undefined where there is none. */
  async data(name: string, namespace: string): Promise<Readonly<Record<string, string>> | undefined> {
    const text = await this.get("configmap", name, namespace);
    return text === "" ? undefined : withData.parse(JSON.parse(text)).data;
  }

  get(kind: string, name: string, namespace: string): Promise<string> {
    return this.kubectl(["get", kind, name, "--namespace", namespace, "--ignore-not-found", "--output", "json"]);
  }
}

function seen({ metadata, spec, status }: AnyObject): Seen {
  const { conditions, lastAppliedRevision } = kustomizationStatus.parse(status);
  const ready = conditions.find(({ type }) => type === "Ready");
  const { dependsOn } = z.looseObject({ dependsOn: z.array(z.object({ name: z.string() })).default([]) }).parse(spec);
  return {
    name: metadata.name,
    namespace: metadata.namespace ?? "",
    waitsFor: dependsOn.map(({ name }) => name),
    ready: ready?.status === "True",
    reason: ready?.reason ?? "",
    message: ready?.message ?? "",
    since: ready?.lastTransitionTime ?? "",
    revision: lastAppliedRevision,
  };
}

/** The objects of the files in a folder, kustomize's own apart. */
export function objectsIn(folder: string): readonly z.infer<typeof written>[] {
  return readdirSync(folder)
    .filter((file) => file !== "kustomization.yaml")
    .flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), "utf8")))
    .map((document) => written.parse(document.toJS()));
}
