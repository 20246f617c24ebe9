import { createServer, type Server } from "node:http";
import { connect, type Socket } from "node:net";

/** A proxy on this machine. */
export interface Proxy {
  /** `http://127.0.0.1:49152` */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Where a proxy leads. */
export interface Route {
  /** The one host and port that may be asked for: the cluster's API. */
  readonly host: string;
  readonly port: number;
  /** The port of this machine that leads there. */
  readonly through: number;
}

/**
 * Opens an HTTP proxy on loopback that leads to one host alone. By it kubectl and Terraform speak to the API under its own
 * name, certificate included, though their connection goes through a forwarded port.
 *
 * @param port 0 for any that is free.
 */
export function startProxy({ host, port, through }: Route, ownPort = 0): Promise<Proxy> {
  const target = `${host}:${String(port)}`.toLowerCase();
  const server = createServer((_, response) => {
    response.writeHead(405, { "content-type": "text/plain" }).end(`This proxy only connects to ${target}.\n`);
  });
  const open = new Set<Socket>();
  server.on("connect", ({ url }, client: Socket, head: Buffer) => {
    // EKS writes its names with capitals, which DNS does not see.
    if (url?.toLowerCase() !== target) {
      client.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    const upstream = connect(through, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(client);
      client.pipe(upstream);
    });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket);
      socket.on("error", () => other.destroy()); // The other side sees its connection end.
      socket.on("close", () => {
        open.delete(socket);
        other.destroy();
      });
    }
  });
  return new Promise((ready, fail) => {
    server.on("error", fail).listen(ownPort, "127.0.0.1", () => {
      ready({ url: `http://127.0.0.1:${String(portOf(server))}`, close: () => closed(server, open) });
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
  return address.port;
}

function closed(server: Server, open: ReadonlySet<Socket>): Promise<void> {
  for (const socket of open) socket.destroy();
  return new Promise((done) => server.close(() => done()));
}
