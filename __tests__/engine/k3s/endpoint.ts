import { connect, createServer, type Socket } from "node:net";

/** A load balancer in front of the servers: what `cluster.endpoint` names. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
  /** Changes the servers behind it. */
  forwardTo(addresses: readonly string[]): void;
  stop(): Promise<void>;
}

/** Listens on `address` and forwards every connection to the first server that accepts it, beginning with another one each time. */
export async function startEndpoint(address: string, servers: readonly string[], port = 6443): Promise<Endpoint> {
  let targets = [...servers];
  let turn = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    client.on("error", () => client.destroy());
    client.on("close", () => open.delete(client));
    turn += 1;
    const order = targets.map((_, index) => targets[(index + turn) % targets.length] ?? "");
    void firstThatAccepts(order, port).then((upstream) => {
      if (upstream === undefined) {
        client.destroy();
        return;
      }
      open.add(upstream);
      upstream.on("error", () => client.destroy());
      upstream.on("close", () => {
        open.delete(upstream);
        client.destroy();
      });
      client.on("close", () => upstream.destroy());
      client.pipe(upstream).pipe(client);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, address, () => {
      resolve();
    });
  });
  return {
    address,
    port,
    forwardTo: (addresses) => {
      targets = [...addresses];
    },
    stop: () =>
      new Promise((resolve) => {
        open.forEach((socket) => socket.destroy());
        server.close(() => {
          resolve();
        });
      }),
  };
}

async function firstThatAccepts(addresses: readonly string[], port: number): Promise<Socket | undefined> {
  for (const address of addresses) {
    const socket = await accepts(address, port);
    if (socket !== undefined) {
      return socket;
    }
  }
  return undefined;
}

function accepts(host: string, port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once("connect", () => {
      resolve(socket);
    });
    socket.once("error", () => {
      resolve(undefined);
    });
  });
}
