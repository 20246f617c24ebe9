import type { Kubectl } from "../../../cli/destroy/api";

/** What a cluster has, in the smallest form. */
export interface FakeContents {
  /** Conditions by name; one that has any never goes. */
  readonly applications?: Readonly<Record<string, readonly string[]>>;
  /** `namespace/name` */
  readonly services?: readonly string[];
  /** Reclaim policies by claim. */
  readonly volumes?: Readonly<Record<string, "Delete" | "Retain">>;
}

/** A cluster in memory whose controllers finish what is deleted by the next question. */
export class FakeCluster {
  readonly calls: string[] = [];
  /** Namespaces in which a pod holds on to its claims. */
  readonly held = new Set<string>();
  readonly applications: Map<string, readonly string[]>;
  readonly services: Set<string>;
  readonly volumes: Map<string, "Delete" | "Retain">;
  private readonly deleting = new Set<string>();
  private cascades = false;

  constructor({ applications = {}, services = [], volumes = {} }: FakeContents) {
    this.applications = new Map(Object.entries(applications));
    this.services = new Set(services);
    this.volumes = new Map(Object.entries(volumes));
  }

  readonly kubectl: Kubectl = (args) => {
    const [verb = "", kind = "", ...rest] = args;
    if (verb === "get") return Promise.resolve(JSON.stringify({ items: this.list(kind) }));
    this.calls.push(args.join(" "));
    if (verb === "patch") this.cascades = true;
    if (verb === "delete") this.remove(kind, rest);
    return Promise.resolve("");
  };

  private remove(kind: string, rest: readonly string[]): void {
    const names = rest.slice(
      0,
      rest.findIndex((word) => word.startsWith("--")),
    );
    const namespace = rest[rest.indexOf("--namespace") + 1] ?? "";
    for (const name of names) {
      if (kind === "service") this.services.delete(`${namespace}/${name}`);
      if (kind === "persistentvolumeclaim" && !this.held.has(namespace)) this.volumes.delete(`${namespace}/${name}`);
      if (kind.startsWith("applications")) this.deleting.add(name);
    }
  }

  private list(kind: string): readonly object[] {
    if (kind.startsWith("applications")) return this.listApplications();
    if (kind === "services") {
      return [...this.services, "default/kubernetes"].map((service) => {
        const [namespace, name] = service.split("/");
        return { metadata: { namespace, name }, spec: { type: name === "kubernetes" ? "ClusterIP" : "LoadBalancer" } };
      });
    }
    return [...this.volumes].map(([claim, persistentVolumeReclaimPolicy]) => {
      const [namespace, name] = claim.split("/");
      const spec = { persistentVolumeReclaimPolicy, capacity: { storage: "10Gi" }, claimRef: { namespace, name } };
      return {
        metadata: { name: `pv-${String(name)}` },
        spec: { ...spec, csi: { volumeHandle: `vol-${String(name)}` } },
      };
    });
  }

  private listApplications(): readonly object[] {
    const items = [...this.applications].map(([name, messages]) => ({
      metadata: { name, ...(this.deleting.has(name) ? { deletionTimestamp: "2026-01-01T00:00:00Z" } : {}) },
      status: { conditions: messages.map((message) => ({ message })) },
    }));
    if (this.deleting.has("root") && this.cascades)
      [...this.applications.keys()].forEach((name) => this.deleting.add(name));
    for (const name of this.deleting) if (this.applications.get(name)?.length === 0) this.applications.delete(name);
    return items;
  }
}
