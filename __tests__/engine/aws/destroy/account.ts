import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { Cluster } from "../../gitops/cluster";

const list = z.object({
  items: z.array(
    z.object({
      metadata: z.object({
        name: z.string(),
        namespace: z.string().default(""),
        deletionTimestamp: z.string().optional(),
      }),
      spec: z.looseObject({ type: z.string().optional() }),
      status: z.looseObject({ phase: z.string().optional() }).default({}),
    }),
  ),
});

/** The finalizer by which the controller of load balancers holds a Service. */
export const CLEANUP = "service.kubernetes.io/load-balancer-cleanup";

export const BALANCER = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/net/envoy/0a1b";

/** What AWS has of a cluster, and the two controllers that would take it away: of load balancers and of volumes. */
export class Account {
  private balancers: readonly string[] = [BALANCER];
  private volumes: readonly string[] = ["vol-data", "vol-audit"];
  private held = true;
  private stopped = false;
  private running: Promise<void> | undefined;

  constructor(
    private readonly cluster: Cluster,
    private readonly bin: string,
    private readonly described: { readonly cluster: object; readonly token: string },
  ) {
    const program = readFileSync(join(__dirname, "aws.js"), "utf8");
    writeFileSync(join(bin, "aws"), `#!${process.execPath}\n${program}`, { mode: 0o755 });
    this.write();
    this.running = this.work();
  }

  /** Lets go of the load balancer, which until then does not go. */
  release(): void {
    this.held = false;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  /** Renamed into place: the command may read it at any time. */
  private write(): void {
    const { balancers, volumes } = this;
    const file = join(this.bin, "account.json");
    writeFileSync(`${file}.new`, JSON.stringify({ ...this.described, balancers, volumes }));
    renameSync(`${file}.new`, file);
  }

  private async work(): Promise<void> {
    while (!this.stopped) {
      if (!this.held) await this.removeBalancers();
      await this.removeVolumes();
      this.write();
      await wait(500);
    }
  }

  private async removeBalancers(): Promise<void> {
    for (const { metadata } of await this.list("services")) {
      if (metadata.deletionTimestamp === undefined) continue;
      const patch = JSON.stringify({ metadata: { finalizers: null } });
      const at = ["-n", metadata.namespace, "--type", "merge", "--patch", patch];
      await this.cluster.kubectl(["patch", "service", metadata.name, ...at]);
      this.balancers = [];
    }
  }

  private async removeVolumes(): Promise<void> {
    for (const { metadata, status } of await this.list("persistentvolumes")) {
      if (status.phase !== "Released" && status.phase !== "Failed") continue;
      await this.cluster.kubectl(["delete", "persistentvolume", metadata.name, "--wait=false"]);
      this.volumes = this.volumes.filter((volume) => volume !== `vol-${metadata.name}`);
    }
  }

  private async list(kind: string): Promise<z.infer<typeof list>["items"]> {
    return list.parse(JSON.parse(await this.cluster.kubectl(["get", kind, "-A", "-o", "json"]))).items;
  }
}
