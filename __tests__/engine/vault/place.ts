import { mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { VAULT_FOLDERS, VAULT_PORTS } from "../../../catalog/components/vault/names";

/** Where a server that stands for a pod listens. */
export interface Place {
  readonly folder: string;
  readonly api: number;
  readonly cluster: number;
  readonly metrics: number;
}

/** Free ports and a folder for one server. */
export async function place(folder: string): Promise<Place> {
  for (const name of ["data", "audit"]) mkdirSync(join(folder, name), { recursive: true });
  const [api = 0, cluster = 0, metrics = 0] = await freePorts(3);
  return { folder, api, cluster, metrics };
}

/**
 * The rendered configuration for a plain process: folders and ports of its place, and the other servers' addresses as
 * `others` has them. Kubernetes, where servers label their own pods, is not there.
 */
export function placed(config: string, here: Place, tls: string, others: readonly Place[] = []): string {
  return others
    .reduce(
      (text, { api }, index) =>
        text.replaceAll(`https://vault-${String(index)}.vault-internal:8200`, `https://127.0.0.1:${String(api)}`),
      config,
    )
    .replaceAll(VAULT_FOLDERS.data, join(here.folder, "data"))
    .replaceAll(VAULT_FOLDERS.tls, tls)
    .replaceAll(`[::]:${String(VAULT_PORTS.api)}`, `127.0.0.1:${String(here.api)}`)
    .replaceAll(`[::]:${String(VAULT_PORTS.cluster)}`, `127.0.0.1:${String(here.cluster)}`)
    .replaceAll(`[::]:${String(VAULT_PORTS.metrics)}`, `127.0.0.1:${String(here.metrics)}`)
    .replaceAll(`[::]:${String(VAULT_PORTS.metricsCluster)}`, "127.0.0.1:0")
    .replace('service_registration "kubernetes" {}\n', "");
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) => {
          server.listen(0, "127.0.0.1", () => {
            const address = server.address();
            resolve(typeof address === "object" && address !== null ? address.port : 0);
          });
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
