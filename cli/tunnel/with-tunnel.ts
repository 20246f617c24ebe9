import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { SignedIn } from "../aws-sign-in";
import type { EksPlace } from "../eks";
import { kubeconfigOf, type KubeconfigEntry } from "../kubeconfig/entry";
import { writePrivate } from "../kubeconfig/file";
import { tunnelInstance } from "./instance";
import { startProxy } from "./proxy";
import { openSession } from "./session";

/** What programs need to reach a cluster's API: `KUBECONFIG` for kubectl and helm, `KUBE_PROXY_URL` for Terraform. */
export type ApiAccess = Readonly<Record<string, string>>;

/** A tunnel that is open. */
export interface Tunnel {
  readonly access: ApiAccess;
  /** Resolves when its session ends by itself, with what it said. */
  readonly ended: Promise<string>;
}

/** Opens the tunnel to a cluster for as long as something uses it. */
export async function withTunnel<Result>(
  { env }: SignedIn,
  place: EksPlace,
  entry: KubeconfigEntry,
  use: (tunnel: Tunnel) => Promise<Result>,
): Promise<Result> {
  const { hostname: host, port } = new URL(String(entry.cluster["server"]));
  const instance = await tunnelInstance(env, place, entry.name);
  const destination = { region: place.region, instance, host, port: Number(port || 443) };
  const session = await openSession(env, destination);
  try {
    const proxy = await startProxy({ ...destination, through: session.port });
    try {
      const through = { ...entry, cluster: { ...entry.cluster, "proxy-url": proxy.url } };
      return await withKubeconfig(through, (KUBECONFIG) =>
        use({ access: { KUBE_PROXY_URL: proxy.url, KUBECONFIG }, ended: session.ended }),
      );
    } finally {
      await proxy.close();
    }
  } finally {
    await session.close();
  }
}

/** Writes a kubeconfig that only its owner reads, for as long as something uses it. */
export async function withKubeconfig<Result>(
  entry: KubeconfigEntry,
  use: (file: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "platform-tunnel-"));
  try {
    const file = join(folder, "kubeconfig");
    writePrivate(file, stringify(kubeconfigOf(entry), { lineWidth: 0 }));
    return await use(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
