import { findContents } from "../../../cli/destroy/contents";
import { emptyCluster } from "../../../cli/destroy/empty-cluster";
import { FakeCluster } from "./fake-cluster";

const DELETED = ["--ignore-not-found", "--wait=false"].join(" ");

/** Empties a cluster of what it had when somebody was asked. */
async function empty(
  cluster: FakeCluster,
  {
    since = () => undefined,
    timeoutMinutes = 1,
    stopped = new AbortController().signal,
  }: Partial<{
    since: () => void;
    timeoutMinutes: number;
    stopped: AbortSignal;
  }> = {},
): Promise<readonly string[]> {
  const { kubectl } = cluster;
  const named = await findContents(kubectl, "argocd");
  since();
  const told: string[] = [];
  const tell = (text: string): void => void told.push(text);
  await emptyCluster({ kubectl, namespace: "argocd", named, pace: { timeoutMinutes, pauseSeconds: 0, stopped }, tell });
  return told;
}

describe("emptying a cluster", () => {
  test("lets the root Application take everything down, then deletes the claims and Services that are left", async () => {
    const cluster = new FakeCluster({
      applications: { root: [], "argo-cd": [], vault: [] },
      services: ["gateway/envoy"],
      volumes: { "vault/data-vault-0": "Delete", "vault/audit": "Retain" },
    });
    expect(await empty(cluster)).toEqual(["Waiting for Applications: root, argo-cd, vault"]);
    expect(cluster.calls).toEqual([
      expect.stringMatching(/^patch applications.argoproj.io root --namespace argocd --type merge --patch /),
      "delete applications.argoproj.io root --namespace argocd --wait=false",
      `delete service envoy --namespace gateway ${DELETED}`,
      `delete persistentvolumeclaim data-vault-0 --namespace vault ${DELETED}`,
    ]);
    expect([...cluster.volumes.keys()]).toEqual(["vault/audit"]);
  });

  test("does nothing in a cluster that is empty already", async () => {
    const cluster = new FakeCluster({});
    await empty(cluster);
    expect(cluster.calls).toEqual([]);
  });

  test("deletes what an earlier run has left without its root", async () => {
    const cluster = new FakeCluster({ applications: { vault: [], harbor: [] } });
    await empty(cluster);
    expect(cluster.calls).toEqual([
      "delete applications.argoproj.io vault harbor --ignore-not-found --namespace argocd --wait=false",
    ]);
    expect(cluster.applications.size).toBe(0);
  });

  test("goes on waiting for a root that is on its way, and does not delete it once more", async () => {
    const cluster = new FakeCluster({ applications: { root: [], vault: [] } });
    await cluster.kubectl(["patch", "applications.argoproj.io", "root"]);
    await cluster.kubectl(["delete", "applications.argoproj.io", "root", "--wait=false"]);
    cluster.calls.length = 0;
    await empty(cluster);
    expect(cluster.calls).toEqual([]);
  });

  test("names an Application that does not go, with Argo CD's reason, and deletes no volume", async () => {
    const cluster = new FakeCluster({
      applications: { root: [], vault: ["namespace vault: finalizer kept"] },
      volumes: { "vault/data-vault-0": "Delete" },
    });
    await expect(empty(cluster, { timeoutMinutes: 0.0005 })).rejects.toThrow(
      `After 0.0005 min, these Applications are still there: vault.
  vault: namespace vault: finalizer kept
Look (kubectl --namespace argocd describe application NAME), remove what holds it, and type the same command again.`,
    );
    expect([...cluster.volumes.keys()]).toEqual(["vault/data-vault-0"]);
  });

  test("deletes no claim and no Service that came after the question", async () => {
    const claim = new FakeCluster({ volumes: { "vault/data-vault-0": "Delete" } });
    const added = empty(claim, { since: () => void claim.volumes.set("harbor/registry", "Delete") });
    await expect(added).rejects.toThrow("has made: claim harbor/registry. Of this kind nothing was deleted.");
    expect(claim.volumes.size).toBe(2);
    const service = new FakeCluster({});
    const made = empty(service, { since: () => void service.services.add("gateway/envoy") });
    await expect(made).rejects.toThrow("has made: Service gateway/envoy.");
    expect(service.services.size).toBe(1);
  });

  test("says what holds a volume that does not go", async () => {
    const cluster = new FakeCluster({ volumes: { "vault/data-vault-0": "Delete" } });
    cluster.held.add("vault");
    await expect(empty(cluster, { timeoutMinutes: 0.0005 })).rejects.toThrow(
      /these volumes are still there: pv-data-vault-0 of vault\/data-vault-0\.\nA claim stays while a pod uses it/,
    );
  });

  test("ends at once when somebody stops it, and says that it goes on", async () => {
    const cluster = new FakeCluster({ applications: { root: [], vault: ["stuck"] } });
    const stopped = AbortSignal.timeout(20);
    await expect(empty(cluster, { stopped })).rejects.toThrow("Stopped. The same command goes on from here.");
  });
});
