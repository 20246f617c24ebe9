import { parse } from "yaml";
import { nodeFiles, registrationConfig, SECRET_FILES, tenthAddress } from "../../../constructs/k3s/config-files";
import { CONTROLS, FILES } from "../../../constructs/k3s/hardening";
import { clusterProps, node, NODES } from "./example";

const [agent, , server] = NODES;
if (!agent || !server) throw new Error("the example has both");

function config(over = {}, of = server): Record<string, unknown> {
  return parse(nodeFiles(clusterProps(over), of ?? node("server-1", 11))[FILES.config] ?? "");
}

describe("the files of a node", () => {
  test.each(CONTROLS)("fulfil $check by $setting in $file", ({ setting, file, role }) => {
    expect(nodeFiles(clusterProps(), server)[file]).toContain(setting);
    if (role === "every node") expect(nodeFiles(clusterProps(), agent)[file]).toContain(setting);
  });

  test("name the addresses that the nodes share, and the public one besides", () => {
    expect(config()).toMatchObject({ "node-ip": "10.0.0.12", "node-external-ip": "192.0.2.12" });
    const alone = node("server-1", 11, { privateAddress: undefined });
    expect(config({}, alone)).toMatchObject({ "node-ip": "192.0.2.11" });
    expect(config({}, alone)).not.toHaveProperty("node-external-ip");
  });

  test("give the API's certificate every name of the server", () => {
    expect(config({ tlsSans: ["api.example.org"] })["tls-san"]).toEqual([
      "k3s.example.org",
      "192.0.2.12",
      "10.0.0.12",
      "api.example.org",
    ]);
  });

  test("never say where a server joins or that it begins a cluster: the machine finds out", () => {
    expect(config()).not.toHaveProperty("server");
    expect(config()).not.toHaveProperty("cluster-init");
  });

  test("send agents to the endpoint, or to the only server", () => {
    expect(config({}, agent)["server"]).toBe("https://k3s.example.org:6443");
    const small = { nodes: [node("server-1", 11), node("agent-1", 21)], endpoint: undefined };
    expect(config(small, agent)["server"]).toBe("https://10.0.0.11:6443");
  });

  test("give agents a token with which no server can join", () => {
    expect(config({}, agent)["token-file"]).toBe(SECRET_FILES.agentToken);
    expect(config()["token-file"]).toBe(SECRET_FILES.token);
  });

  test("hold no secret", () => {
    expect(JSON.stringify(nodeFiles(clusterProps(), server))).not.toMatch(/k3s_token|access-key/);
  });

  test("send snapshots to the bucket", () => {
    const s3 = { bucket: "snapshots", region: "eu-central-1", endpoint: "s3.example.org", folder: "staging" };
    expect(config({ snapshots: { schedule: "0 * * * *", retention: 7, s3 } })).toMatchObject({
      "etcd-snapshot-schedule-cron": "0 * * * *",
      "etcd-snapshot-retention": 7,
      "etcd-s3": true,
      "etcd-s3-bucket": "snapshots",
      "etcd-s3-region": "eu-central-1",
      "etcd-s3-endpoint": "s3.example.org",
      "etcd-s3-folder": "staging",
    });
  });

  test("set the vendor's runtime on a GPU node only", () => {
    expect(config({}, node("agent-1", 21, { gpu: "nvidia" }))["default-runtime"]).toBe("nvidia");
    expect(config({}, agent)).not.toHaveProperty("default-runtime");
  });

  test("keep labels and taints out of the configuration that restarts a node", () => {
    const tainted = node("agent-1", 21, { labels: { zone: "a" }, taints: { only: { effect: "NoSchedule" } } });
    expect(nodeFiles(clusterProps(), tainted)).toEqual(nodeFiles(clusterProps(), node("agent-1", 21)));
    expect(parse(registrationConfig(tainted))).toEqual({ "node-label": ["zone=a"], "node-taint": ["only:NoSchedule"] });
  });
});

test.each([
  ["10.43.0.0/16", "10.43.0.10"],
  ["192.168.255.248/29", "192.169.0.2"],
])("the DNS service of %s is %s", (cidr, address) => {
  expect(tenthAddress(cidr)).toBe(address);
});
