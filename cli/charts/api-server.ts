import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { KubernetesObject } from "../../catalog/kubernetes";
import { Failure } from "../failure";

const kinds = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string().default("") }),
      versions: z.array(
        z.object({
          version: z.string(),
          resources: z
            .array(z.object({ resource: z.string(), scope: z.string(), responseKind: z.object({ kind: z.string() }) }))
            .default([]),
        }),
      ),
    }),
  ),
});
const status = z.object({ message: z.string() });
const gitVersion = z.object({ gitVersion: z.string() });

/** What an API server said to an object. */
export interface Answer {
  readonly status: number;
  /** What was wrong; empty when it was accepted. */
  readonly message: string;
  readonly warnings: readonly string[];
}

/** An object, or what there will be some of. */
type KindOf = Pick<KubernetesObject, "apiVersion" | "kind">;

interface Kind {
  readonly resource: string;
  readonly namespaced: boolean;
}

/** The API server of the current kubeconfig, reached through `kubectl proxy`, whatever it takes to log in. */
export class ApiServer {
  private kinds: ReadonlyMap<string, Kind> = new Map();
  /** What it said before: environments have most of their objects in common. */
  private readonly answers = new Map<string, Answer>();

  private constructor(
    private readonly proxy: ChildProcess,
    private readonly url: string,
    /** Its version, as helm wants it. */
    readonly version: string,
  ) {}

  /** Throws a Failure where kubectl or the server is missing. */
  static async connect(env: NodeJS.ProcessEnv): Promise<ApiServer> {
    const proxy = spawn("kubectl", ["proxy", "--port=0"], { env, stdio: ["ignore", "pipe", "pipe"] });
    try {
      const url = await addressOf(proxy);
      const { gitVersion: version } = gitVersion.parse(await read(`${url}/version`));
      const server = new ApiServer(proxy, url, version);
      await server.look();
      return server;
    } catch (error) {
      proxy.kill();
      throw new Failure(
        `No API server answers: ${reason(error)} KUBECONFIG has to name a cluster for tests; --no-server leaves it out.`,
      );
    }
  }

  /** Finds out which kinds it knows, new ones included. */
  async look(): Promise<void> {
    this.kinds = new Map([...(await kindsAt(`${this.url}/api`)), ...(await kindsAt(`${this.url}/apis`))]);
    this.answers.clear();
  }

  /** Waits until it knows these kinds, or half a minute: a new kind is served a little later. */
  async learn(kinds: readonly KindOf[]): Promise<void> {
    for (let second = 0; second < 30; second++) {
      if (second > 0) await wait(1000);
      await this.look();
      if (kinds.every((kind) => this.knows(kind))) return;
    }
  }

  close(): void {
    this.proxy.kill();
  }

  /** What helm may find in a cluster: versions of APIs, and kinds by their version. */
  apiVersions(): string[] {
    const all = [...this.kinds.keys()];
    return [...new Set(all.map((kind) => kind.slice(0, kind.lastIndexOf("/")))), ...all].sort();
  }

  knows({ apiVersion, kind }: KindOf): boolean {
    return this.kinds.has(`${apiVersion}/${kind}`);
  }

  /** What it would say to an object with strict validation; nothing is stored. */
  async try(object: KubernetesObject, namespace: string): Promise<Answer> {
    const key = JSON.stringify([object, namespace]);
    const answer = this.answers.get(key) ?? (await this.apply(object, namespace, { dryRun: "All" }));
    this.answers.set(key, answer);
    return answer;
  }

  /** Makes an object that others need. */
  store(object: KubernetesObject, namespace = ""): Promise<Answer> {
    return this.apply(object, namespace, {});
  }

  private async apply(
    object: KubernetesObject,
    namespace: string,
    mode: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const found = this.kinds.get(`${object.apiVersion}/${object.kind}`);
    if (found === undefined) throw new Error(`The server has no kind ${object.apiVersion}/${object.kind}.`);
    const own = object.metadata["namespace"];
    const home = typeof own === "string" ? own : namespace;
    const root = `${this.url}/${object.apiVersion.includes("/") ? "apis" : "api"}/${object.apiVersion}`;
    const place = found.namespaced ? `${root}/namespaces/${home}` : root;
    const query = new URLSearchParams({
      fieldManager: "platform-charts",
      fieldValidation: "Strict",
      force: "true",
      ...mode,
    });
    const body = found.namespaced ? { ...object, metadata: { ...object.metadata, namespace: home } } : object;
    const name = encodeURIComponent(object.metadata.name);
    const response = await fetch(`${place}/${found.resource}/${name}?${query.toString()}`, {
      method: "PATCH",
      headers: { "content-type": "application/apply-patch+yaml" },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    const warnings = [...(response.headers.get("warning") ?? "").matchAll(/299 - "((?:[^"\\]|\\.)*)"/g)];
    return {
      status: response.status,
      message: response.ok ? "" : messageOf(text),
      warnings: warnings.map(([, warning = ""]) => warning.replace(/\\(.)/g, "$1")),
    };
  }
}

function addressOf(proxy: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const heard: string[] = [];
    const listen = (chunk: Buffer): void => {
      heard.push(chunk.toString());
      const address = /Starting to serve on (\S+)/.exec(heard.join(""))?.[1];
      if (address !== undefined) resolve(`http://${address}`);
    };
    proxy.stdout?.on("data", listen);
    proxy.stderr?.on("data", listen);
    proxy.on("error", (error) => {
      reject("code" in error && error.code === "ENOENT" ? new Error("kubectl is not on the PATH.") : error);
    });
    proxy.on("exit", () => {
      reject(new Error(`kubectl proxy ended: ${heard.join("").trim()}.`));
    });
  });
}

async function kindsAt(url: string): Promise<[string, Kind][]> {
  const found = kinds.parse(await read(url, "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"));
  return found.items.flatMap(({ metadata, versions }) =>
    versions.flatMap(({ version, resources }) =>
      resources.map(({ resource, scope, responseKind }): [string, Kind] => [
        `${metadata.name === "" ? version : `${metadata.name}/${version}`}/${responseKind.kind}`,
        { resource, namespaced: scope === "Namespaced" },
      ]),
    ),
  );
}

async function read(url: string, accept = "application/json"): Promise<unknown> {
  const response = await fetch(url, { headers: { accept }, signal: AbortSignal.timeout(30_000) });
  if (!response.ok) throw new Error(`${String(response.status)} ${messageOf(await response.text())}`);
  return response.json();
}

function messageOf(text: string): string {
  try {
    return status.parse(JSON.parse(text)).message;
  } catch {
    return text.trim(); // A proxy's own words are no JSON.
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
