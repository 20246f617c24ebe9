import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A run of CI as GitHub tells of it; its artifact, too. */
export interface FakeRun {
  readonly id: number;
  readonly path?: string;
  readonly head?: string;
  readonly status?: string;
  readonly archive?: Buffer;
  readonly expired?: boolean;
  readonly digest?: string | null;
  readonly size?: number;
}

export const HEAD = "a".repeat(40);

/** The part of GitHub's API that hands over artifacts, on loopback. */
export class FakeGithub {
  behind = 0;
  runs: readonly FakeRun[] = [];
  readonly asked: string[] = [];
  private readonly server: Server = createServer((request, response) => {
    const url = request.url ?? "";
    this.asked.push(url);
    const answer = request.headers.authorization === "Bearer secret-token" ? this.answer(url) : undefined;
    response.statusCode = answer === undefined ? 404 : 200;
    response.end(Buffer.isBuffer(answer) ? answer : JSON.stringify(answer ?? {}));
  });

  async start(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
    const { port } = portOf(this.server.address());
    return `http://127.0.0.1:${port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private answer(url: string): unknown {
    const path = url.replace("/repos/example/platform/", "");
    if (path.startsWith(`compare/main...${HEAD}?`)) return { behind_by: this.behind };
    if (path.startsWith("actions/runs?")) {
      return {
        workflow_runs: this.runs.map(({ id, path: file, head, status }) => ({
          id,
          path: file ?? ".github/workflows/plan.yml@main",
          head_sha: head ?? HEAD,
          status: status ?? "completed",
        })),
      };
    }
    const [, kind, id] = /^actions\/(runs|artifacts)\/(\d+)\//.exec(path) ?? [];
    const run = this.runs.find((one) => String(one.id) === id);
    if (kind === "artifacts") return run?.archive;
    if (kind === "runs") return { artifacts: run?.archive === undefined ? [] : [artifactOf(run, run.archive)] };
    return undefined;
  }
}

function artifactOf({ id, expired, digest, size }: FakeRun, archive: Buffer): object {
  const right = `sha256:${createHash("sha256").update(archive).digest("hex")}`;
  return {
    id,
    name: "stacks",
    expired: expired ?? false,
    size_in_bytes: size ?? archive.length,
    digest: digest === undefined ? right : digest,
  };
}

function portOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address;
}
