import { createServer as createHttps, type Server as HttpsServer } from "node:https";
import { createServer, type Server } from "node:net";
import type { KeyPair } from "./certificates";
import { PORTS } from "./machine";
import { Refusal } from "./output";

/** Answers of a server's port 6443. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: string;
}

/** Decides what a request gets. */
export type ApiHandler = (path: string, authorization: string | undefined) => Promise<ApiAnswer>;

/** Listens on a port whose only meaning is that somebody is alive. */
export async function showAlive(address: string, port: number): Promise<Server> {
  const server = createServer((socket) => socket.on("error", () => undefined).end());
  await open(server, address, port);
  return server;
}

/** Serves the API on all addresses of the machine. */
export async function serveApi(
  addresses: readonly string[],
  pair: KeyPair,
  handle: ApiHandler,
): Promise<readonly HttpsServer[]> {
  const servers: HttpsServer[] = [];
  for (const address of addresses) {
    const server = createHttps({ key: pair.key, cert: pair.certificate }, (request, response) => {
      void handle(new URL(request.url ?? "/", "https://localhost").pathname, request.headers.authorization).then(
        (answer) => {
          response.writeHead(answer.status, { "content-type": "text/plain" }).end(answer.body);
        },
      );
    });
    server.on("tlsClientError", () => undefined); // Port checks and load balancers connect without speaking TLS.
    await open(server, address, PORTS.api);
    servers.push(server);
  }
  return servers;
}

function open(server: Server, address: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      reject(new Refusal(`failed to listen on ${address}:${String(port)}: ${error.message}`));
    });
    server.listen(port, address, () => {
      resolve();
    });
  });
}
