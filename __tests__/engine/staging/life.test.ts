import { CONTROLS } from "../../../constructs/k3s/hardening";
import type { TimelineEvent } from "../k3s/cluster";
import { describeMachines } from "./describe-machines";
import { parse } from "yaml";
import { z } from "zod";
import { inOneLine } from "./one-line";
import { SECRETS, Site, VERSIONS } from "./site";

const SERVERS = { "server-1": {}, "server-2": {}, "server-3": {} };
const AGENTS = { "agent-1": {}, "agent-2": { gpu: "nvidia" } };
const MACHINES = [...Object.keys(SERVERS), ...Object.keys(AGENTS), "server-4"];

const SETTINGS = {
  snapshots: { s3: { bucket: "snapshots", region: "eu-central-1" } },
  registries: {
    mirrors: { "docker.io": { endpoint: ["https://registry.example.org"] } },
    configs: { "registry.example.org": { credential: true } },
  },
};

const named = z.object({ name: z.string(), state: z.string() });
const statusOutput = z.object({
  done: z.boolean(),
  steps: z.array(z.object({ id: z.string(), state: z.string(), parts: z.array(named).default([]) })),
});

/** What `platform status --json` says. */
const statusOf = (output: string): z.output<typeof statusOutput> => statusOutput.parse(JSON.parse(output));

/** One life of staging: each test goes on from where the one before it left the machines. */
describeMachines("staging on machines reached by SSH", "terraform", (engine) => {
  let site: Site;

  beforeAll(async () => {
    site = await Site.start(engine, MACHINES, SETTINGS);
  });
  afterAll(async () => {
    await site.stop();
  });

  /** The events of a node in a part of the timeline. */
  const storyOf = (node: string, mark: number): readonly string[] =>
    site.cluster
      .timeline()
      .slice(mark)
      .filter((event) => event.node === node)
      .map(({ event }) => event);
  const during = (mark: number): readonly TimelineEvent[] => site.cluster.timeline().slice(mark);
  const keepsQuorum = (mark: number): void => {
    for (const event of during(mark)) expect(event).toMatchObject({ quorum: true });
  };

  test("`cdktf deploy staging` makes a cluster of three servers and two agents, one node after the other", async () => {
    await site.describe({ servers: SERVERS, agents: AGENTS });
    const deploy = await site.platform.run("npx", [
      "cdktf",
      "deploy",
      "staging",
      "--auto-approve",
      "--skip-provider-lock",
    ]);
    expect(deploy).toMatchObject({ status: 0 });
    expect(site.cluster.story("cluster-init", "member-added", "started", "standalone", "second-cluster-init")).toEqual([
      "cluster-init server-1",
      "started server-1",
      "member-added server-2",
      "started server-2",
      "member-added server-3",
      "started server-3",
      "started agent-1",
      "started agent-2",
    ]);
  });

  test("a second apply changes nothing", async () => {
    const mark = site.mark;
    const plan = await site.terraform("plan", "-detailed-exitcode");
    expect(plan.status).toBe(0);
    expect(plan.output).toContain("No changes.");
    expect(site.since(mark)).toEqual([]);
  });

  test.each(CONTROLS)("hardens by $check: $setting stands in $file of the machines", ({ setting, file, role }) => {
    for (const name of Object.keys(role === "server" ? SERVERS : { ...SERVERS, ...AGENTS })) {
      expect(site.nodes.machine(name).read(file)).toContain(setting);
    }
  });

  test("labels and taints the GPU node, from its registration on", async () => {
    const labels = await site.nodes.ssh("server-1", "k3s kubectl get node agent-2 -o json");
    expect(JSON.parse(labels.stdout)).toMatchObject({
      metadata: { labels: { "nvidia.com/gpu.present": "true" } },
      spec: { taints: [{ key: "nvidia.com/gpu", value: "present", effect: "NoSchedule" }] },
    });
    expect(site.nodes.machine("agent-2").read("/etc/rancher/k3s/config.yaml.d/10-registration.yaml")).toContain(
      "nvidia.com/gpu=present:NoSchedule",
    );
  });

  test("changes a label through the API, without touching a node", async () => {
    const mark = site.mark;
    await site.describe({ servers: SERVERS, agents: { ...AGENTS, "agent-1": { labels: { zone: "a" } } } });
    expect(await site.apply()).toMatchObject({ status: 0 });
    const zone = await site.nodes.ssh("server-1", "k3s kubectl get node agent-1 -o jsonpath='{.metadata.labels.zone}'");
    expect(zone.stdout).toBe("a");
    await site.describe({ servers: SERVERS, agents: AGENTS });
    expect(await site.apply()).toMatchObject({ status: 0 });
    const gone = await site.nodes.ssh("server-1", "k3s kubectl get node agent-1 -o jsonpath='{.metadata.labels.zone}'");
    expect(gone.stdout).toBe("");
    expect(site.since(mark, "stopped", "started", "drain-begin")).toEqual([]);
  });

  test("the GitOps engine was installed once, and k3s has let go of it", async () => {
    expect(site.cluster.story("helm-install", "helm-upgrade")).toEqual(["helm-install server-1"]);
    const chart = await site.nodes.ssh("server-1", "k3s kubectl -n kube-system get helmchart argo-cd -o json");
    expect(JSON.parse(chart.stdout)).toMatchObject({
      metadata: { annotations: { "helmcharts.helm.cattle.io/unmanaged": "true" } },
    });
    const files = await site.nodes.ssh("server-1", "ls /var/lib/rancher/k3s/server/manifests");
    expect(files.stdout).not.toContain("argocd");
    const root = await site.nodes.ssh(
      "server-1",
      "k3s kubectl -n argocd get application root -o jsonpath='{.spec.source.path}'",
    );
    expect(root.stdout).toBe("registry/environments/staging");
  });

  test("Argo CD's version in the environment file is the registry's affair: a deploy changes nothing", async () => {
    await site.describe({ servers: SERVERS, agents: AGENTS, components: { "argo-cd": { version: "10.1.2" } } });
    expect(await site.terraform("plan", "-detailed-exitcode")).toMatchObject({ status: 0 });
  });

  test("private registries get their login in a file that only root can read", async () => {
    const file = await site.nodes.ssh(
      "agent-1",
      "stat -c %a /etc/rancher/k3s/registries.yaml; cat /etc/rancher/k3s/registries.yaml",
    );
    const [mode, ...text] = file.stdout.split("\n");
    expect(mode).toBe("600");
    expect(JSON.parse(text.join(""))).toEqual({
      mirrors: SETTINGS.registries.mirrors,
      configs: { "registry.example.org": { auth: { username: "platform", password: SECRETS.registryPassword } } },
    });
  });

  test("`platform status` sees every node ready and the engine handed over", async () => {
    const status = await site.platform.run("node", ["cli/run.js", "status", "staging", "--json"]);
    // The stand-in of the API server holds the root Application, and nobody syncs it.
    expect(status.status).toBe(2);
    const { done, steps } = statusOf(status.output);
    expect(done).toBe(false);
    expect(steps.map(({ id, state }) => `${id} ${state}`)).toEqual([
      "files done",
      "synthesis done",
      "secrets done",
      "agent done",
      "machines done",
      "nodes done",
      "etcd done",
      "engine done",
      "root waiting",
      "handover done",
      "applications done",
    ]);
    const nodes = steps.find(({ id }) => id === "nodes")?.parts.map(({ name, state }) => `${name} ${state}`);
    expect(nodes).toEqual(["server-1 done", "server-2 done", "server-3 done", "agent-1 done", "agent-2 done"]);
  });

  test("`platform kubeconfig` gives access through the endpoint, under the environment's name", async () => {
    const result = await site.platform.run("node", ["cli/run.js", "kubeconfig", "staging"]);
    expect(result.status).toBe(0);
    expect(parse(result.output)).toMatchObject({
      "current-context": "staging",
      clusters: [{ name: "staging", cluster: { server: "https://k3s.test:6443" } }],
    });
  });

  test("a new version upgrades one node at a time, servers first, each drained before it stops, and uninstalls nothing", async () => {
    const mark = site.mark;
    const dataBefore = site.nodes.machine("server-1").read("/var/lib/platform/owner");
    await site.describe({ version: VERSIONS.patch, servers: SERVERS, agents: AGENTS });
    const upgrade = await site.apply();
    expect(upgrade).toMatchObject({ status: 0 });
    expect(upgrade.output).not.toContain("uninstalling");
    expect(site.since(mark, "drain-end", "stopped", "started", "uncordon")).toEqual(
      [...Object.keys(SERVERS), ...Object.keys(AGENTS)].flatMap((node) => [
        `drain-end ${node}`,
        `stopped ${node}`,
        `started ${node}`,
        `uncordon ${node}`,
      ]),
    );
    keepsQuorum(mark);
    expect(site.nodes.machine("server-1").read("/var/lib/platform/owner")).toBe(dataBefore);
    expect(site.cluster.story("helm-install", "helm-upgrade")).toEqual(["helm-install server-1"]);
  });

  test.each([
    [
      "an older version",
      VERSIONS.first,
      /server-1 runs v1\.35\.5\+k3s1, and cluster\.version asks for v1\.35\.4\+k3s1, which is older\./,
    ],
    [
      "a skipped minor version",
      VERSIONS.skipped,
      /server-1 runs v1\.35\.5\+k3s1, and cluster\.version asks for v1\.37\.0\+k3s1, which skips a minor version\./,
    ],
  ])("%s is refused before anything is touched", async (_, version, message) => {
    const mark = site.mark;
    await site.describe({ version, servers: SERVERS, agents: AGENTS });
    const refused = await site.apply();
    expect(refused.status).toBe(1);
    expect(inOneLine(refused.output)).toMatch(message);
    expect(site.since(mark)).toEqual([]);
  });

  test("an apply that was killed in the middle of an upgrade is finished by the next", async () => {
    const mark = site.mark;
    await site.describe({ version: VERSIONS.next, servers: SERVERS, agents: AGENTS });
    await site.killDuringApply(({ node, event }) => node === "server-2" && event === "stopped");
    const resumed = await site.apply();
    expect(resumed).toMatchObject({ status: 0 });
    keepsQuorum(mark);
    for (const node of Object.keys({ ...SERVERS, ...AGENTS })) {
      expect(storyOf(node, mark).at(-1)).toBe("uncordon");
      const version = await site.nodes.ssh(node, "k3s --version");
      expect(version.stdout).toContain(VERSIONS.next);
    }
  });

  test("a removed agent is drained, deleted and uninstalled", async () => {
    const mark = site.mark;
    await site.describe({ version: VERSIONS.next, servers: SERVERS, agents: { "agent-2": AGENTS["agent-2"] } });
    expect(await site.apply()).toMatchObject({ status: 0 });
    expect(site.since(mark, "drain-end", "node-deleted", "stopped")).toEqual([
      "drain-end agent-1",
      "node-deleted agent-1",
      "stopped agent-1",
    ]);
    expectNothingLeft("agent-1");
  });

  test("two servers that leave in one apply are refused with the reason, and nothing is touched", async () => {
    const mark = site.mark;
    await site.describe({
      version: VERSIONS.next,
      servers: { "server-1": {} },
      agents: { "agent-2": AGENTS["agent-2"] },
      removals: Object.fromEntries(
        ["server-2", "server-3"].map((name) => [`terraform_data.k3s_machine["${name}"]`, "too many"]),
      ),
    });
    const refused = await site.apply();
    expect(refused.status).toBe(1);
    expect(inOneLine(refused.output)).toContain(
      "server-2 server-3 would leave in one apply, but etcd lets servers go one at a time",
    );
    expect(site.since(mark)).toEqual([]);
  });

  test("a removed server leaves etcd before it is uninstalled, another one joins, and the quorum holds throughout", async () => {
    const mark = site.mark;
    const servers = { "server-1": {}, "server-2": {}, "server-4": {} };
    const removals = { 'terraform_data.k3s_machine["server-3"]': "replaced by server-4" };
    await site.describe({ version: VERSIONS.next, servers, agents: { "agent-2": AGENTS["agent-2"] }, removals });
    expect(await site.apply()).toMatchObject({ status: 0 });
    keepsQuorum(mark);
    const story = site.since(mark, "drain-end", "member-removed", "node-deleted", "member-added");
    expect(story.indexOf("drain-end server-3")).toBeLessThan(story.indexOf("node-deleted server-3"));
    expect(story).toContain("member-added server-4");
    expectNothingLeft("server-3");
    expect(await site.cluster.health()).toEqual({ members: 3, healthy: 3, quorum: true });
  });

  test("a server whose private address changes joins anew under it", async () => {
    const mark = site.mark;
    const servers = {
      "server-1": {},
      "server-2": { privateAddress: site.nodes.machine("server-2").address },
      "server-4": {},
    };
    await site.describe({ version: VERSIONS.next, servers, agents: { "agent-2": AGENTS["agent-2"] } });
    expect(await site.apply()).toMatchObject({ status: 0 });
    keepsQuorum(mark);
    expect(await site.cluster.health()).toEqual({ members: 3, healthy: 3, quorum: true });
    const address = await site.nodes.ssh("server-1", "k3s kubectl get node server-2 -o json");
    expect(address.stdout).toContain(`"${site.nodes.machine("server-2").address}"`);
  });

  test.each(Object.entries(SECRETS))(
    "the secret %s is in no state, plan, output, log or process list",
    async (_, secret) => {
      await site.terraform("plan", "-out=kept.tfplan");
      const plan = await site.platform.run(engine, ["show", "-json", "kept.tfplan"], site.platform.stack);
      expect(plan.output).toContain("k3s_machine");
      expect(plan.output).not.toContain(secret);
      expect(site.platform.state).toContain("k3s_machine");
      expect(site.platform.state).not.toContain(secret);
      expect(site.platform.outputs).not.toContain(secret);
      for (const { command } of site.nodes.seenCommands()) expect(command.join(" ")).not.toContain(secret);
      for (const machine of site.nodes.machines) {
        for (const command of machine.sshCommands()) expect(command).not.toContain(secret);
      }
      for (const name of ["server-1", "agent-2"]) {
        const everywhere = "/etc /var /home /root /tmp --exclude-dir=stand-in";
        const found = await site.nodes.ssh(
          name,
          `xargs -I{} grep -rlF {} ${everywhere} 2>/dev/null | xargs -r stat -c '%a %n' | sort`,
          {
            input: secret,
          },
        );
        expect(found.stdout.split("\n").filter((line) => line !== "" && !line.startsWith("600 "))).toEqual([]);
        expect(found.stdout.includes("/k3s/token")).toBe(name === "server-1" && secret === SECRETS.token);
      }
    },
  );

  test("all servers lost: the deploy prepares new machines and begins no second cluster; a snapshot brings the cluster back", async () => {
    const saved = await site.nodes.ssh(
      "server-1",
      "k3s kubectl create configmap kept -n default --from-literal=a=b; k3s etcd-snapshot save --name before",
    );
    expect(saved).toMatchObject({ status: 0 });
    const [snapshot] =
      /before\S*/.exec((await site.nodes.ssh("server-1", "ls /var/lib/rancher/k3s/server/db/snapshots")).stdout) ?? [];
    if (snapshot === undefined) throw new Error("no snapshot was made");
    for (const name of ["server-1", "server-2", "server-4"]) await site.nodes.machine(name).wipe();
    const mark = site.mark;
    const spec = {
      version: VERSIONS.next,
      servers: { "server-1": {}, "server-2": {}, "server-4": {} },
      agents: { "agent-2": AGENTS["agent-2"] },
    };
    await site.describe(spec);

    const stopped = await site.apply();
    expect(stopped.status).toBe(1);
    expect(inOneLine(stopped.output)).toContain("has no data, and no other server of the cluster answers");
    expect(site.since(mark, "cluster-init", "second-cluster-init", "standalone")).toEqual([]);

    const restored = await site.platform.run("node", [
      "cli/run.js",
      "restore",
      "staging",
      "--snapshot",
      snapshot,
      "--yes",
    ]);
    expect(restored).toMatchObject({ status: 0 });
    expect(await site.apply()).toMatchObject({ status: 0 });
    expect(await site.cluster.health()).toEqual({ members: 3, healthy: 3, quorum: true });
    const root = await site.nodes.ssh("server-1", "k3s kubectl -n argocd get application root -o name");
    expect(root.stdout).toContain("root");
  });

  test("destroy leaves nothing on the machines, without draining anything, though the API goes while a server still asks", async () => {
    await askOnlyWithoutQuorum("server-2");
    const mark = site.mark;
    const { status, output } = await site.terraform("destroy", "-auto-approve");
    expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining("Destroy complete!") });
    expect(site.since(mark, "drain-begin", "node-deleted")).toEqual([]);
    for (const name of MACHINES) expectNothingLeft(name);
  });

  /** Lets a server ask about its Node only when the others are gone already, as it happens when all are uninstalled at once. */
  async function askOnlyWithoutQuorum(name: string): Promise<void> {
    const slow = [
      "#!/bin/sh",
      'case "$*" in',
      '  *"kubectl get node "*) while k3s.real kubectl get --raw /readyz >/dev/null 2>&1; do sleep 0.2; done ;;',
      "esac",
      'exec k3s.real "$@"',
      "",
    ].join("\n");
    const command =
      "mv /usr/local/bin/k3s /usr/local/bin/k3s.real && cat >/usr/local/bin/k3s && chmod 755 /usr/local/bin/k3s";
    expect(await site.nodes.ssh(name, command, { input: slow })).toMatchObject({ status: 0 });
  }

  function expectNothingLeft(name: string): void {
    const machine = site.nodes.machine(name);
    const left = [
      "/usr/local/bin/k3s",
      "/etc/rancher",
      "/var/lib/rancher",
      "/var/lib/platform",
      "/etc/sysctl.d/90-kubelet.conf",
      "/home/ubuntu/.platform",
    ];
    for (const path of [...left, "/etc/systemd/system/k3s.service", "/etc/systemd/system/k3s-agent.service"]) {
      expect([name, path, machine.has(path)]).toEqual([name, path, false]);
    }
  }
});
