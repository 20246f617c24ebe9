import { setTimeout as wait } from "node:timers/promises";
import type { AnyObject, Api } from "./api";
import { ACTORS, type Actor } from "./statuses";

/**
 * Stands in for every controller that is not here. On a bare API server nobody acts on Certificates, Gateways or
 * Deployments, so nothing that holds one would ever be healthy; this sets their status as their controllers do when all
 * is well. It makes no Secret, no pod and no load balancer: that those come is not shown by tests that use it.
 */
export class StandInControllers {
  private readonly held = new Set<string>();
  /** Generations that have their status, by uid. */
  private readonly done = new Map<string, number>();
  private stopped = false;
  private running: Promise<void> | undefined;

  constructor(private readonly api: Api) {}

  start(): void {
    this.running ??= this.work();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  /** Leaves the object of this plural (`clusterissuers`) and name without a status, as if its controller were stuck. */
  hold(plural: string, name: string): void {
    this.held.add(`${plural}/${name}`);
  }

  /** Acts again on everything that was held back. */
  release(): void {
    this.held.clear();
  }

  private async work(): Promise<void> {
    while (!this.stopped) {
      await Promise.all(ACTORS.map((actor) => this.act(actor)));
      await wait(500);
    }
  }

  private async act(actor: Actor): Promise<void> {
    const plural = actor.path.slice(actor.path.lastIndexOf("/") + 1);
    for (const object of (await this.api.list(actor.path)) ?? []) {
      const { uid, name, generation } = object.metadata;
      if (this.held.has(`${plural}/${name}`) || this.done.get(uid) === generation) continue;
      if (await this.settle(actor, object)) this.done.set(uid, generation);
    }
  }

  /** Kinds without a status of its own keep it in the object itself. */
  private async settle({ path, status }: Actor, object: AnyObject): Promise<boolean> {
    const { name, namespace } = object.metadata;
    const slash = path.lastIndexOf("/");
    const place =
      namespace === undefined ? path : `${path.slice(0, slash)}/namespaces/${namespace}${path.slice(slash)}`;
    const change = { status: status(object) };
    return (await this.api.merge(`${place}/${name}/status`, change)) || this.api.merge(`${place}/${name}`, change);
  }
}
