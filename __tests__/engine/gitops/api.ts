import { spawn } from "node:child_process";
import { z } from "zod";

/** An object of any kind, as the API server gives it. */
export const anyObject = z.looseObject({
  apiVersion: z.string().optional(),
  kind: z.string().optional(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    uid: z.string(),
    generation: z.number().default(1),
    resourceVersion: z.string(),
    creationTimestamp: z.string(),
    deletionTimestamp: z.string().optional(),
    annotations: z.record(z.string(), z.string()).default({}),
    labels: z.record(z.string(), z.string()).default({}),
    finalizers: z.array(z.string()).default([]),
  }),
  spec: z.record(z.string(), z.unknown()).default({}),
  status: z.record(z.string(), z.unknown()).default({}),
});

/** @see anyObject */
export type AnyObject = z.infer<typeof anyObject>;

const list = z.object({ items: z.array(anyObject).default([]) });

/** While a kind is new, the server asks its clients to come again. */
const BUSY = 429;

/** An API server over plain http: many requests a second, which kubectl alone does not make. */
export class Api {
  private constructor(
    private readonly url: string,
    private readonly end: () => void,
  ) {}

  static connect(kubeconfig: string): Promise<Api> {
    const env = { ...process.env, KUBECONFIG: kubeconfig };
    const proxy = spawn("kubectl", ["proxy", "--port=0"], { env, stdio: ["ignore", "pipe", "inherit"] });
    return new Promise((ready, fail) => {
      proxy.on("error", fail).on("exit", () => fail(new Error("kubectl proxy ended")));
      proxy.stdout.on("data", (chunk: Buffer) => {
        const address = /Starting to serve on (\S+)/.exec(chunk.toString())?.[1];
        if (address !== undefined) ready(new Api(`http://${address}`, () => proxy.kill()));
      });
    });
  }

  close(): void {
    this.end();
  }

  /** Objects of one kind; undefined where the server does not know it, none while it makes up its mind. `path` is `apis/<group>/<version>/<plural>`. */
  async list(path: string): Promise<readonly AnyObject[] | undefined> {
    const response = await fetch(`${this.url}/${path}`);
    if (response.status === 404) return undefined;
    if (response.status === BUSY) return [];
    if (!response.ok) throw new Error(`${path}: ${String(response.status)} ${await response.text()}`);
    return list.parse(await response.json()).items;
  }

  /** Calls `take` with every change of the objects of a kind, in the order in which they happen, until it is aborted. */
  async watch(path: string, signal: AbortSignal, take: (type: string, object: AnyObject) => void): Promise<void> {
    const response = await fetch(`${this.url}/${path}?watch=1`, { signal });
    if (response.body === null || !response.ok) throw new Error(`${path}: ${String(response.status)}`);
    void follow(response.body, take).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }

  /** Changes an object, or its status; says whether it was there. */
  async merge(path: string, change: object): Promise<boolean> {
    const response = await fetch(`${this.url}/${path}`, {
      method: "PATCH",
      headers: { "content-type": "application/merge-patch+json" },
      body: JSON.stringify(change),
    });
    if (response.status === 404) return false;
    if (!response.ok) throw new Error(`${path}: ${String(response.status)} ${await response.text()}`);
    return true;
  }
}

const change = z.object({ type: z.string(), object: anyObject });

async function follow(
  body: ReadableStream<Uint8Array>,
  take: (type: string, object: AnyObject) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const { type, object } = change.parse(JSON.parse(line));
      take(type, object);
    }
  }
}
