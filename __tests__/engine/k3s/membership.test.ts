import { ByHand } from "./by-hand";
import { Cluster } from "./cluster";
import { startEndpoint, type Endpoint } from "./endpoint";
import { startMirror, type Mirror } from "./mirror";
import { startNodes, type Nodes } from "./nodes";

const VERSION = "v1.35.4+k3s1";

/** Three servers and an agent behind an endpoint, set up by hand: the tests build on each other. */
describe("a simulated cluster", () => {
  let nodes: Nodes;
  let mirror: Mirror;
  let hand: ByHand;
  let cluster: Cluster;
  let endpoint: Endpoint;
  const servers = ["server-1", "server-2", "server-3"];
  const kubectl = (command: string, node = "server-1"): Promise<string> => hand.run(node, `k3s kubectl ${command}`);
  const last = (): string | undefined => cluster.story().at(-1);

  beforeAll(async () => {
    nodes = await startNodes({ machines: [...servers, "agent-1"] });
    mirror = await startMirror([VERSION]);
    hand = new ByHand(nodes, mirror);
    cluster = new Cluster(nodes);
    endpoint = await startEndpoint(
      `${nodes.network}.200`,
      servers.map((name) => nodes.machine(name).address),
    );
    const join = { server: `https://${endpoint.address}:6443`, "tls-san": [endpoint.address] };
    await hand.bringUp("server-1", "server", VERSION, { "cluster-init": true, "tls-san": [endpoint.address] });
    await hand.bringUp("server-2", "server", VERSION, join);
    await hand.bringUp("server-3", "server", VERSION, join);
    await hand.bringUp("agent-1", "agent", VERSION, {
      server: `https://${endpoint.address}:6443`,
      "node-label": ["tier=edge"],
      "node-taint": ["gpu=yes:PreferNoSchedule"],
    });
  });
  afterAll(async () => {
    await endpoint.stop();
    await nodes.stop();
    await mirror.stop();
  });

  test("grows by one member after another, with quorum all the time", async () => {
    expect(cluster.story("cluster-init", "member-added", "started")).toEqual([
      "cluster-init server-1",
      "started server-1",
      "member-added server-2",
      "started server-2",
      "member-added server-3",
      "started server-3",
      "started agent-1",
    ]);
    expect(cluster.timeline().every((line) => line.quorum)).toBe(true);
    expect(await cluster.health()).toEqual({ members: 3, healthy: 3, quorum: true });
  });

  test("shows its nodes as kubectl does", async () => {
    const template =
      '{range .items[*]}{.metadata.name}{"|"}{.status.conditions[?(@.type=="Ready")].status}{"|"}{.metadata.labels.node-role\\.kubernetes\\.io/etcd}{"\\n"}{end}';
    expect(await kubectl(`get nodes -o jsonpath='${template}'`)).toBe(
      "server-1|True|true\nserver-2|True|true\nserver-3|True|true\nagent-1|True|\n",
    );
    expect(await kubectl("get nodes -l tier=edge -o name")).toBe("node/agent-1\n");
    expect(await kubectl("get node agent-1 -o jsonpath='{.spec.taints[0].effect}'")).toBe("PreferNoSchedule");
    expect(await hand.fail("server-1", "k3s kubectl get node nobody")).toBe(
      'Error from server (NotFound): nodes "nobody" not found\n',
    );
    expect(await hand.fail("server-1", "k3s kubectl explode node")).toContain('unknown command "explode"');
    expect(await hand.fail("server-1", "k3s kubectl get nodes --fancy")).toContain("unknown flag: --fancy");
  });

  test("gives an agent no more than its own node", async () => {
    const own = "--kubeconfig /var/lib/rancher/k3s/agent/kubelet.kubeconfig";
    expect(await hand.run("agent-1", `k3s kubectl ${own} get node agent-1 -o name`)).toBe("node/agent-1\n");
    expect(await hand.fail("agent-1", `k3s kubectl ${own} delete node agent-1`)).toContain("Forbidden");
    expect(await hand.fail("agent-1", "k3s kubectl get nodes")).toContain(
      "The connection to the server localhost:8080 was refused",
    );
  });

  test("answers on its port what k3s answers, the API only to those who show a credential", async () => {
    const at = (path: string): Promise<string> =>
      hand.run("agent-1", `curl -ks https://${endpoint.address}:6443${path}`);
    expect(await at("/ping")).toBe("pong");
    expect(await at("/cacerts")).toContain("BEGIN CERTIFICATE");
    expect(await at("/readyz")).toBe("Unauthorized");
    expect(await kubectl("get --raw /readyz")).toBe("ok\n");
  });

  test("keeps labels, taints and annotations, and changes what is there only when told so", async () => {
    await kubectl("annotate node agent-1 example.org/a=1 && k3s kubectl label node agent-1 tier- zone=b");
    expect(
      await kubectl(
        "get node agent-1 -o jsonpath='{.metadata.annotations.example\\.org/a}{.metadata.labels.tier}{.metadata.labels.zone}'",
      ),
    ).toBe("1b");
    expect(await hand.fail("server-1", "k3s kubectl label node agent-1 zone=c")).toContain("--overwrite is false");
    await kubectl("taint node agent-1 gpu=no:PreferNoSchedule --overwrite && k3s kubectl taint node agent-1 gpu-");
    expect(await hand.fail("server-1", "k3s kubectl taint node agent-1 gpu-")).toContain('taint "gpu" not found');
  });

  test("drains a node only when it is told what may be lost, and moves its pods", async () => {
    await hand.run("server-1", "k3s kubectl uncordon agent-1");
    expect(await hand.fail("server-1", "k3s kubectl drain server-2 --timeout=5s")).toContain(
      "use --ignore-daemonsets to ignore",
    );
    await kubectl("drain server-2 --ignore-daemonsets --delete-emptydir-data --timeout=5s");
    expect(
      cluster
        .state()
        ?.pods.filter((pod) => pod.node === "server-2")
        .map((pod) => pod.owner.name),
    ).toEqual(["node-agent"]);
    expect(cluster.state()?.pods.filter((pod) => pod.node === undefined)).toEqual([]);
    await kubectl("uncordon server-2");
    expect(cluster.story("drain-begin", "cordon", "drain-end", "uncordon").slice(-2)).toEqual([
      "drain-end server-2",
      "uncordon server-2",
    ]);
  });

  test("gives up a drain that a PodDisruptionBudget blocks", async () => {
    await cluster.blockEvictions("web");
    const node = cluster.state()?.pods.find((pod) => pod.owner.name === "web")?.node ?? "";
    const message = await hand.fail(
      "server-1",
      `k3s kubectl drain ${node} --ignore-daemonsets --delete-emptydir-data --timeout=1s`,
    );
    expect(message).toContain("Cannot evict pod as it would violate the pod's disruption budget.");
    expect(message).toContain(`error: unable to drain node "${node}" due to error`);
    expect(cluster.timeline().at(-1)).toMatchObject({ event: "drain-end", node, ok: false });
    await cluster.remove("PodDisruptionBudget", "default", "web");
    await kubectl(`uncordon ${node}`);
  });

  test("survives one server, and answers nothing without the second", async () => {
    await nodes.machine("server-3").kill();
    expect(last()).toBe("killed server-3");
    expect(cluster.timeline().at(-1)).toMatchObject({ members: 3, healthy: 2, quorum: true });
    expect(await kubectl("get node server-3 -o jsonpath='{.status.conditions[?(@.type==\"Ready\")].status}'")).toBe(
      "Unknown",
    );
    await hand.run("server-2", "systemctl stop k3s");
    expect(cluster.story("quorum-lost")).toHaveLength(1);
    expect(await hand.fail("server-1", "k3s kubectl get nodes")).toContain("etcdserver: request timed out");
    expect(await hand.fail("server-1", "k3s kubectl get --raw /readyz")).toContain("etcd failed");
    expect(await hand.fail("server-1", "k3s etcd-snapshot save")).toContain("request timed out");
    await hand.run("server-2", "systemctl start k3s");
    await kubectl("get nodes");
    await nodes.machine("server-3").boot();
    await hand.eventually("server-3", "k3s kubectl get --raw /readyz");
  });

  test("lets no member go when the others would have no quorum", async () => {
    await hand.run("server-3", "systemctl stop k3s");
    expect(await hand.fail("server-1", "k3s kubectl delete node server-2")).toContain("etcdserver: unhealthy cluster");
    await kubectl("delete node server-3");
    expect(cluster.story().slice(-2)).toEqual(["member-removed server-3", "node-deleted server-3"]);
  });

  test("takes a removed member back only without its data", async () => {
    expect(await hand.fail("server-3", "systemctl start k3s; r=$?; journalctl -u k3s -n 3; exit $r")).toContain(
      "the member has been permanently removed from the cluster",
    );
    await hand.run("server-3", "systemctl stop k3s; rm -rf /var/lib/rancher/k3s/server/db; systemctl start k3s");
    expect(last()).toBe("started server-3");
    expect(cluster.state()?.members).toHaveLength(3);
  });

  test("has a member that was removed while it ran join again at its next start, as k3s does", async () => {
    await kubectl("delete node server-3");
    await hand.eventually("server-3", "journalctl -u k3s | grep 'removed from the cluster please restart'");
    expect(await hand.fail("server-3", "k3s kubectl get nodes")).toContain("etcdserver");
    await hand.run("server-3", "systemctl restart k3s");
    expect(cluster.story("member-removed", "member-added").slice(-2)).toEqual([
      "member-removed server-3",
      "member-added server-3",
    ]);
  });

  test("refuses a replaced machine until its predecessor's node is deleted", async () => {
    await nodes.machine("agent-1").wipe();
    await hand.install("agent-1", VERSION);
    await hand.configure("agent-1", { server: `https://${endpoint.address}:6443` });
    await hand.start("agent-1", "agent");
    await hand.eventually("agent-1", "journalctl -u k3s | grep 'Node password rejected'");
    await kubectl("delete node agent-1");
    await hand.eventually("server-1", "k3s kubectl get node agent-1");
  });

  test("comes back from a snapshot after all servers were lost", async () => {
    await kubectl("annotate node server-1 example.org/in-the-snapshot=yes");
    await hand.run("server-1", "k3s etcd-snapshot save --name kept");
    const path = (await hand.run("server-1", "ls -d /var/lib/rancher/k3s/server/db/snapshots/kept-*")).trim();
    const snapshot = nodes.machine("server-1").read(path);
    await kubectl("annotate node server-1 example.org/later=yes");
    const reset = `k3s server --cluster-reset --cluster-reset-restore-path=/root/snapshot`;
    expect(await hand.fail("server-1", `cp ${path} /root/snapshot; ${reset}`)).toContain("address already in use");
    for (const name of servers) {
      await hand.run(name, "systemctl stop k3s");
    }
    await hand.run("server-1", "cat > /root/snapshot", snapshot);
    expect(await hand.fail("server-1", "k3s server --cluster-reset --cluster-reset-restore-path=/nowhere")).toContain(
      "snapshot path does not exist: /nowhere",
    );
    expect(
      await hand.fail("server-1", `echo other > /root/token; chmod 600 /root/token; ${reset} --token-file /root/token`),
    ).toContain("encrypted with different token");
    expect(await hand.run("server-1", `${reset} 2>&1`)).toContain(
      "Managed etcd cluster membership has been reset, restart without --cluster-reset flag now.",
    );
    expect(await hand.fail("server-1", reset)).toContain(
      "manually delete the file at /var/lib/rancher/k3s/server/db/reset-flag",
    );
    await hand.run("server-1", "systemctl start k3s");
    expect(
      await kubectl(
        "get node server-1 -o jsonpath='{.metadata.annotations.example\\.org/in-the-snapshot}{.metadata.annotations.example\\.org/later}'",
      ),
    ).toBe("yes");
    expect(await hand.fail("server-2", "systemctl start k3s; r=$?; journalctl -u k3s -n 3; exit $r")).toContain(
      "cluster ID mismatch",
    );
    for (const name of servers.slice(1)) {
      await hand.run(name, "systemctl stop k3s; rm -rf /var/lib/rancher/k3s/server/db; systemctl start k3s");
    }
    expect(await cluster.health()).toEqual({ members: 3, healthy: 3, quorum: true });
  });

  test("comes back from a snapshot on a new disk, too, and its agents with it", async () => {
    const snapshot = await hand.run(
      "server-2",
      "k3s etcd-snapshot save 2> /dev/null; cat /var/lib/rancher/k3s/server/db/snapshots/*",
    );
    for (const name of servers) {
      await nodes.machine(name).wipe();
    }
    await hand.install("server-1", VERSION);
    await hand.configure("server-1", { "cluster-init": true, "tls-san": [endpoint.address] });
    await hand.run("server-1", "cat > /root/snapshot", snapshot);
    await hand.run("server-1", "k3s server --cluster-reset --cluster-reset-restore-path=/root/snapshot");
    expect((await hand.start("server-1", "server")).status).toBe(0);
    await hand.run("agent-1", "systemctl restart k3s");
    await hand.eventually("server-1", "k3s kubectl wait node/agent-1 --for=condition=Ready --timeout=5s");
    expect(await cluster.health()).toEqual({ members: 1, healthy: 1, quorum: true });
  });

  test("keeps snapshots in the bucket of its settings, if the keys are right", async () => {
    cluster.prepare({ buckets: { backups: { accessKey: "key", secretKey: "secret" } } });
    await hand.run(
      "server-1",
      "mkdir -p /etc/rancher/k3s/config.yaml.d; cp /etc/rancher/k3s/config.yaml /root/config.yaml",
    );
    const bucket = "etcd-s3: true\netcd-s3-bucket: backups\netcd-s3-folder: staging\netcd-s3-access-key: key\n";
    const file = "cat > /etc/rancher/k3s/config.yaml.d/50-s3.yaml";
    await hand.run("server-1", file, `${bucket}etcd-s3-secret-key: wrong\n`);
    expect(await hand.fail("server-1", "k3s etcd-snapshot save")).toContain(
      "The Access Key Id you provided does not exist in our records.",
    );
    await hand.run("server-1", file, `${bucket}etcd-s3-secret-key: secret\n`);
    await hand.run("server-1", "k3s etcd-snapshot save");
    expect(await hand.run("server-1", "k3s etcd-snapshot ls")).toMatch(
      /s3:\/\/backups\/staging\/on-demand-server-1-\d+/,
    );
    await hand.run("server-1", "rm /etc/rancher/k3s/config.yaml.d/50-s3.yaml");
  });
});
