import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { Network } from "../../../cli/outdated/network";

/** What a server answers. */
export interface Page {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request as it came. */
export interface Asked {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** An internet on loopback: pages by their address. */
export class Internet {
  readonly asked: Asked[] = [];
  /** The most questions that were open at a time. */
  most = 0;
  private open = 0;
  private readonly server: Server;
  private base = "";

  constructor(readonly pages: Record<string, Page | ((asked: Asked) => Page | undefined)>) {
    this.server = createServer((request, response) => {
      const url = `https:/${request.url ?? ""}`;
      const asked = { url, headers: request.headers };
      this.asked.push(asked);
      this.most = Math.max(this.most, ++this.open);
      const found = this.pages[url];
      const page = typeof found === "function" ? found(asked) : (found ?? { status: 404, body: "not here" });
      // Nothing is the answer of a server that never answers.
      if (page === undefined) return;
      setTimeout(() => {
        this.open--;
        response.writeHead(page.status ?? 200, page.headers).end(page.body);
      }, 5);
    });
  }

  /** Begins to answer. */
  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("The server has no port.");
    this.base = `http://127.0.0.1:${address.port}/`;
  }

  network(rest: Partial<Network> = {}): Network {
    const redirect = (url: string): string => this.base + url.replace(/^https:\/\//, "");
    return { redirect, timeoutSeconds: 5, githubToken: undefined, ...rest };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export const json = (data: unknown): Page => ({ body: JSON.stringify(data) });
