import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Result } from "./platform";
import { describeMachines } from "./describe-machines";
import { inOneLine } from "./one-line";
import { SECRETS, Site, VERSIONS } from "./site";

const ONE = { servers: { "server-1": {} }, agents: {} };
const TWO = { servers: { "server-1": {} }, agents: { "agent-1": {} } };

/** Each failure is clear, leaves nothing that the next run can't repair, and the next run shows it. */
describeMachines("what goes wrong with machines", "terraform", (engine) => {
  let site: Site;

  beforeAll(async () => {
    site = await Site.start(engine, ["server-1", "agent-1"]);
  });
  afterAll(async () => {
    await site.stop();
  });

  async function refused(spec: Parameters<Site["describe"]>[0]): Promise<string> {
    await site.describe(spec);
    const result = await site.apply();
    expect(result.status).toBe(1);
    return inOneLine(result.output);
  }

  function expectUntouched(name: string): void {
    const paths = [
      "/usr/local/bin/k3s",
      "/etc/rancher/k3s/config.yaml",
      "/etc/systemd/system/k3s.service",
      "/etc/sysctl.d/90-kubelet.conf",
    ];
    for (const path of paths) expect([path, site.nodes.machine(name).has(path)]).toEqual([path, false]);
  }

  /** Puts a file onto a machine, or takes it away. */
  function place(name: string, file: string, text: string | undefined): void {
    const path = site.nodes.machine(name).path(file);
    mkdirSync(dirname(path), { recursive: true });
    if (text === undefined) rmSync(path);
    else writeFileSync(path, text);
  }

  test("a machine that isn't the pinned one is refused before anything is sent", async () => {
    const hostKey = site.nodes.machine("agent-1").hostKey;
    const message = await refused({ servers: { "server-1": { hostKey } } });
    expect(message).toContain("knownhosts: key mismatch");
    expectUntouched("server-1");
  });

  test("a machine that doesn't answer is named", async () => {
    site.nodes.machine("server-1").unreachable();
    const { address, port } = site.nodes.machine("server-1");
    const message = await refused(ONE);
    await site.nodes.machine("server-1").reachable();
    expect(message).toContain(`${address}:${String(port)}`);
    expectUntouched("server-1");
  });

  test("a user whom the machine doesn't let in is named", async () => {
    const message = await refused({ servers: { "server-1": { user: "stranger" } } });
    expect(message).toContain("SSH authentication failed (stranger@");
    expectUntouched("server-1");
  });

  test("a machine that runs a k3s of its own is left alone", async () => {
    place("server-1", "/usr/local/bin/k3s", "somebody's");
    const message = await refused(ONE);
    expect(message).toContain("Error on server-1: already runs a k3s that was not set up from here.");
    expect(site.nodes.machine("server-1").read("/usr/local/bin/k3s")).toBe("somebody's");
    place("server-1", "/usr/local/bin/k3s", undefined);
  });

  test("a machine that belongs to another environment is left alone", async () => {
    place("server-1", "/var/lib/platform/owner", "example/production\n");
    const message = await refused(ONE);
    expect(message).toContain("Error on server-1: belongs to example/production, not to example/staging.");
    place("server-1", "/var/lib/platform/owner", undefined);
    expectUntouched("server-1");
  });

  test("a binary that isn't the pinned one is deleted before it runs, and the node untouched", async () => {
    site.mirror.corrupt(VERSIONS.first);
    const message = await refused(ONE);
    expect(message).toMatch(
      /has SHA-256 [0-9a-f]{64}, but the pinned checksum \(cluster\.checksums\.amd64\) says [0-9a-f]{64}\. It was deleted, and nothing was changed on this node\./,
    );
    expectUntouched("server-1");
    site.mirror.corrupt(VERSIONS.first, false);
  });

  test("a first apply that was killed after the server started is finished by the next", async () => {
    await site.describe(ONE);
    await site.killDuringApply(({ event }) => event === "started");
    const resumed = await site.apply();
    expect(resumed).toMatchObject({ status: 0 });
    expect(site.cluster.story("cluster-init", "second-cluster-init", "standalone")).toEqual(["cluster-init server-1"]);
  });

  test("a node can be taken back after its first rollout failed", async () => {
    site.nodes.machine("agent-1").unreachable();
    await refused(TWO);
    await site.nodes.machine("agent-1").reachable();
    await site.describe(ONE);
    expect(await site.apply()).toMatchObject({ status: 0 });
    expect(site.cluster.story("started").filter((line) => line.endsWith("agent-1"))).toEqual([]);
    await site.describe(TWO);
    expect(await site.apply()).toMatchObject({ status: 0 });
  });

  test("another token than the cluster's is refused before a node is touched", async () => {
    const mark = site.mark;
    await site.describe({ ...TWO, version: VERSIONS.patch });
    const result: Result = await site.with({ TF_VAR_k3s_token: `${SECRETS.token}-other` }, () => site.apply());
    expect(result.status).toBe(1);
    expect(inOneLine(result.output)).toContain(
      "the join token (TF_VAR_k3s_token) is not the one this cluster was made with.",
    );
    expect(site.since(mark)).toEqual([]);
  });

  test("pods that may not leave stop the upgrade of their node, which takes pods again", async () => {
    await site.cluster.blockEvictions("web");
    const message = await refused({ ...TWO, version: VERSIONS.patch });
    expect(message).toMatch(/the pods of (server-1|agent-1) did not leave within 10 seconds/);
    const cordoned = await site.nodes.ssh(
      "server-1",
      "k3s kubectl get nodes -o jsonpath='{.items[*].spec.unschedulable}'",
    );
    expect(cordoned.stdout.trim()).toBe("");
    await site.cluster.remove("PodDisruptionBudget", "default", "web");
    expect(await site.apply()).toMatchObject({ status: 0 });
  });
});
