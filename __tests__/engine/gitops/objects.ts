import { z } from "zod";
import { eventually, type Cluster } from "./cluster";

const object = z.object({
  metadata: z.object({
    resourceVersion: z.string(),
    annotations: z.record(z.string(), z.string()).default({}),
    managedFields: z
      .array(z.object({ manager: z.string(), operation: z.string(), time: z.string().default("") }))
      .default([]),
  }),
  data: z.record(z.string(), z.string()).default({}),
  spec: z.object({ source: z.object({ targetRevision: z.string() }).optional() }).optional(),
  status: z
    .object({
      sync: z.object({ status: z.string(), revision: z.string().optional() }).optional(),
      health: z.object({ status: z.string().optional() }).optional(),
      operationState: z.object({ phase: z.string(), message: z.string().optional() }).optional(),
      conditions: z.array(z.object({ message: z.string().default("") })).optional(),
    })
    .optional(),
});

/** Reads what is in the cluster. */
export class Objects {
  constructor(private readonly cluster: Cluster) {}

  async get(kind: string, name: string, namespace = "argocd"): Promise<z.infer<typeof object>> {
    const text = await this.cluster.kubectl([
      "get",
      kind,
      name,
      "-n",
      namespace,
      "-o",
      "json",
      "--show-managed-fields",
    ]);
    return object.parse(JSON.parse(text));
  }

  async data(configMap: string): Promise<Record<string, string>> {
    return (await this.get("configmap", configMap)).data;
  }

  async version(configMap: string): Promise<string> {
    return (await this.get("configmap", configMap)).metadata.resourceVersion;
  }

  /** Who changed something and when that was last. */
  async managers(configMap: string): Promise<Map<string, string>> {
    const { managedFields } = (await this.get("configmap", configMap)).metadata;
    return new Map(managedFields.map(({ manager, time }) => [manager, time]));
  }

  /** Has Argo CD look at once, and waits until the newest commit is synced and healthy everywhere. */
  async settled(...applications: readonly string[]): Promise<void> {
    for (const name of applications) {
      const refresh = [
        "annotate",
        "application",
        name,
        "-n",
        "argocd",
        "argocd.argoproj.io/refresh=normal",
        "--overwrite",
      ];
      await eventually(
        `Application ${name}`,
        () => this.tries(refresh),
        (done) => done,
      );
      await eventually(
        `Application ${name} synced and healthy`,
        async () => {
          const { metadata, status } = await this.get("application", name);
          return { ...status, refreshing: "argocd.argoproj.io/refresh" in metadata.annotations };
        },
        ({ refreshing, sync, health, operationState }) =>
          !refreshing &&
          sync?.status === "Synced" &&
          health?.status === "Healthy" &&
          operationState?.phase === "Succeeded",
      );
    }
  }

  private async tries(args: readonly string[]): Promise<boolean> {
    return this.cluster.kubectl(args).then(
      () => true,
      () => false,
    );
  }
}
