import type { AnyObject, Api } from "./api";

const APPLICATIONS = "apis/argoproj.io/v1alpha1/namespaces/argocd/applications";

/** What an Application says of itself. */
export interface Told {
  readonly wave: number;
  readonly healthy: boolean;
  readonly settled: boolean;
  readonly gone: boolean;
  readonly text: string;
}

/** When each Application came, became healthy and went, as the API server's own order of changes tells. */
export class Timeline {
  /** Names in the order of their coming, of their first health, of their deletion. */
  readonly came: string[] = [];
  readonly becameHealthy: string[] = [];
  readonly went: string[] = [];
  readonly waves = new Map<string, number>();
  /** Applications that came while one of a lower wave had never been healthy. */
  readonly early: string[] = [];
  /** Applications whose deletion began while one of a higher wave was still there; asked for by a commit, that is fine. */
  readonly left: string[] = [];
  readonly now = new Map<string, Told>();
  private readonly deleting = new Set<string>();

  private constructor(private readonly end: () => void) {}

  static async follow(api: Api): Promise<Timeline> {
    const abort = new AbortController();
    const timeline = new Timeline(() => abort.abort());
    await api.watch(APPLICATIONS, abort.signal, (type, object) => timeline.take(type, object));
    return timeline;
  }

  stop(): void {
    this.end();
  }

  private take(type: string, object: AnyObject): void {
    const { name, annotations, deletionTimestamp } = object.metadata;
    const wave = Number(annotations["argocd.argoproj.io/sync-wave"] ?? 0);
    const others = [...this.waves].filter(([other]) => other !== name);
    if (type === "DELETED") {
      this.went.push(name);
      this.waves.delete(name);
      this.now.delete(name);
      return;
    }
    const isNew = !this.waves.has(name);
    this.waves.set(name, wave);
    if (isNew) {
      this.came.push(name);
      if (others.some(([other, theirs]) => theirs < wave && !this.becameHealthy.includes(other))) this.early.push(name);
    }
    const told = tellOf(object, wave);
    this.now.set(name, told);
    if (told.healthy && !this.becameHealthy.includes(name)) this.becameHealthy.push(name);
    if (deletionTimestamp !== undefined && !this.deleting.has(name)) {
      this.deleting.add(name);
      if (others.some(([other, theirs]) => theirs > wave && other !== "root")) this.left.push(name);
    }
  }
}

function tellOf({ status, metadata }: AnyObject, wave: number): Told {
  const at = (...keys: readonly string[]): string => {
    const value = keys.reduce<unknown>((all, key) => (isMap(all) ? all[key] : undefined), status);
    return typeof value === "string" ? value : "";
  };
  const atRest = ["Succeeded", ""].includes(at("operationState", "phase")) && at("sync", "status") !== "Unknown";
  const healthy = at("health", "status") === "Healthy" && atRest;
  return {
    wave,
    healthy,
    settled: healthy && at("sync", "status") === "Synced",
    gone: metadata.deletionTimestamp !== undefined,
    text: [
      at("sync", "status"),
      at("health", "status"),
      at("operationState", "phase"),
      at("operationState", "message"),
      JSON.stringify(status["conditions"] ?? ""),
    ].join(" "),
  };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
