import { ByHand, TOKEN } from "./by-hand";
import { Cluster } from "./cluster";
import { startMirror, type Mirror } from "./mirror";
import { startNodes, type Nodes } from "./nodes";

const NOW = "v1.35.4+k3s1";
const VERSIONS = ["v1.34.6+k3s1", NOW, "v1.35.5+k3s1", "v1.36.1+k3s1", "v1.37.0+k3s1"];

describe("the stand-in of k3s refuses", () => {
  let nodes: Nodes;
  let mirror: Mirror;
  let hand: ByHand;
  let server = "";
  beforeAll(async () => {
    nodes = await startNodes({ machines: ["server-1", "spare"] });
    mirror = await startMirror(VERSIONS);
    hand = new ByHand(nodes, mirror);
    server = `https://${nodes.machine("server-1").address}:6443`;
    await hand.bringUp("server-1", "server", NOW, { "cluster-init": true });
  });
  afterAll(async () => {
    await nodes.stop();
    await mirror.stop();
  });

  /** What k3s says on the spare machine, which has nothing of earlier runs. */
  const refusal = async (
    role: string,
    settings: Record<string, unknown>,
    before = "true",
    version = NOW,
  ): Promise<string> => {
    const setUp = [hand.installScript(version), hand.configureScript("spare", settings), before].join("\n");
    return hand.fail(
      "spare",
      `rm -rf /etc/rancher /var/lib/rancher /run/stand-in-sysctl\n${setUp}\nset +e; timeout 20 k3s ${role}`,
    );
  };

  test.each([
    ["an unknown flag", "server --cluster-inti", {}, "Incorrect Usage: flag provided but not defined: -cluster-inti"],
    ["a server's flag on an agent", "agent --cluster-init", {}, "flag provided but not defined: -cluster-init"],
    ["an unknown key", "server", { "node-labels": ["a=b"] }, "flag provided but not defined: -node-labels"],
    ["a list where one value belongs", "server", { "node-name": ["a", "b"] }, "node-name takes one value, not a list"],
    [
      "an unknown argument of the API server",
      "server",
      { "kube-apiserver-arg": ["audit-log-max-age=30"] },
      "unknown flag: --audit-log-max-age",
    ],
    [
      "an unknown argument of the kubelet",
      "agent",
      { "kubelet-arg": ["pods-max=3"] },
      "kubelet exited: unknown flag: --pods-max",
    ],
    [
      "a policy file that isn't there",
      "server",
      { "kube-apiserver-arg": ["audit-policy-file=/no"] },
      "open /no: no such file or directory",
    ],
    [
      "a packaged component that there isn't",
      "server",
      { disable: ["nginx"] },
      'invalid value \\"nginx\\" for flag disable',
    ],
    ["a backend that flannel hasn't", "server", { "flannel-backend": "wireguard" }, "unknown backend type wireguard"],
    [
      "a label that the kubelet may not set itself",
      "agent",
      { "node-label": ["node-role.kubernetes.io/gpu=true"] },
      "unknown 'kubernetes.io' or 'k8s.io' labels",
    ],
    ["a taint without effect", "agent", { "node-taint": ["gpu=true"] }, "invalid taint spec: gpu=true"],
    [
      "an address that the machine hasn't",
      "server",
      { "node-ip": "192.0.2.1" },
      "not found in the host's network interfaces",
    ],
    ["a server that neither begins nor joins a cluster", "server", {}, "standalone server on SQLite"],
    ["an agent without server", "agent", {}, "--server is required"],
    [
      "an agent without token",
      "agent",
      { server: "https://127.0.0.1:6443", "token-file": "/none" },
      "open /none: no such file or directory",
    ],
  ])("%s", async (_, command, settings, message) => {
    expect(await refusal(command, settings)).toContain(message);
  });

  test("a token file that others can read", async () => {
    expect(await refusal("server", { "cluster-init": true }, "chmod 644 /etc/rancher/k3s/token")).toContain(
      "can be read by others than root",
    );
  });

  test("a kernel that isn't what the kubelet wants", async () => {
    const message = await refusal(
      "server",
      { "protect-kernel-defaults": true },
      "rm -f /run/stand-in-sysctl; sysctl -q -w kernel.panic=10",
    );
    expect(message).toContain("invalid kernel flag: vm/overcommit_memory, expected value: 1");
    expect(message).not.toContain("kernel/panic,");
  });

  test("a second cluster-init while a member has data", async () => {
    expect(await refusal("server", { "cluster-init": true })).toContain("this would be a second one");
    expect(new Cluster(nodes).story("second-cluster-init")).toContain("second-cluster-init spare");
  });

  test.each(["server", "agent"])("a wrong token of a joining %s", async (role) => {
    const wrong = "echo wrong > /etc/rancher/k3s/token";
    expect(await refusal(role, { server }, wrong)).toContain("/v1-k3s/config: 401 Unauthorized");
  });

  test("a token that was made by another cluster", async () => {
    const other = `echo K10${"0".repeat(64)}::server:${TOKEN} > /etc/rancher/k3s/token`;
    expect(await refusal("agent", { server }, other)).toContain(
      "token CA hash does not match the Cluster CA certificate hash",
    );
  });

  test("a server whose critical settings differ", async () => {
    const message = await refusal("server", { server, "service-cidr": "10.44.0.0/16", "secrets-encryption": true });
    expect(message).toContain(
      "critical configuration value mismatch between servers: service-cidr, secrets-encryption",
    );
  });

  test("an endpoint whose name is not in the server's certificate", async () => {
    const endpoint = `https://${nodes.machine("server-1").privateAddress}:6443`;
    expect(await refusal("agent", { server: endpoint })).toMatch(/x509: .*not in the cert's list/);
  });

  test.each([
    ["an older minor version", "v1.34.6+k3s1", "cannot be downgraded"],
    ["a skipped minor version", "v1.37.0+k3s1", "skips a minor version"],
  ])("a server with %s", async (_, version, message) => {
    expect(await refusal("server", { server }, "true", version)).toContain(message);
  });

  test("an agent that is newer than a server, be it by a patch", async () => {
    expect(await refusal("agent", { server }, "true", "v1.35.5+k3s1")).toContain(
      "is newer than the server server-1 with v1.35.4+k3s1",
    );
  });

  test("a machine that calls itself as another node that the cluster knows", async () => {
    expect(await refusal("agent", { server, "node-name": "server-1" })).toContain(
      "Node password rejected, duplicate hostname",
    );
    expect(await refusal("server", { server, "node-name": "server-1" })).toContain("duplicate node name found");
  });

  test("data of this cluster with another token or under another address", async () => {
    await hand.run("server-1", "systemctl stop k3s; cp -a /etc/rancher/k3s /root/saved");
    await hand.run("server-1", "echo other > /etc/rancher/k3s/token");
    expect(await hand.fail("server-1", "timeout 20 k3s server")).toContain("encrypted with different token");
    await hand.run("server-1", `echo ${TOKEN} > /etc/rancher/k3s/token`);
    await hand.run(
      "server-1",
      `echo 'node-ip: ${nodes.machine("server-1").privateAddress}' >> /etc/rancher/k3s/config.yaml`,
    );
    expect(await hand.fail("server-1", "timeout 20 k3s server")).toContain(
      "this server is a not a member of the etcd cluster. Found",
    );
    await hand.run("server-1", "cp -a /root/saved/. /etc/rancher/k3s; systemctl start k3s");
  });

  test("an upgrade of a server that skips a minor version, or goes back", async () => {
    await hand.run("server-1", "systemctl stop k3s");
    for (const [version, message] of [
      ["v1.37.0+k3s1", "skips a minor version"],
      ["v1.34.6+k3s1", "cannot be downgraded"],
    ] as const) {
      await hand.install("server-1", version);
      expect(await hand.fail("server-1", "systemctl start k3s; r=$?; journalctl -u k3s -n 2; exit $r")).toContain(
        message,
      );
      await hand.run("server-1", "systemctl stop k3s");
    }
    await hand.install("server-1", "v1.36.1+k3s1");
    await hand.run("server-1", "systemctl start k3s");
  });
});
