import { K3sCluster } from "../../../constructs/k3s/k3s-cluster";
import { synthesize, testStack } from "../../helpers/synthesize";
import type { StackView } from "../../helpers/stack-view";
import { clusterProps, node, NODES } from "./example";

function view(over = {}): StackView {
  const stack = testStack();
  new K3sCluster(stack, "k3s", clusterProps(over));
  return synthesize(stack);
}

function data(over = {}): Readonly<Record<string, Record<string, unknown>>> {
  return Object.fromEntries(
    view(over)
      .resources("terraform_data")
      .map(({ name, properties }) => [name, properties]),
  );
}

/** Every value under a key, wherever it stands. */
function everywhere(key: string, value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(name === key ? [inner] : []),
    ...everywhere(key, inner),
  ]);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

describe("K3sCluster", () => {
  test("rolls the nodes out one after the other, servers first, after the membership", () => {
    const resources = data();
    const chain: string[] = [];
    for (let name: string | undefined = "k3s_settings"; name;) {
      chain.unshift(name);
      const [next] = list(resources[name]?.["depends_on"]);
      name = typeof next === "string" ? next.replace("terraform_data.", "") : undefined;
    }
    expect(chain).toEqual([
      "k3s_machine",
      "k3s_origin",
      "k3s_membership",
      "k3s_rollout_server-1",
      "k3s_rollout_server-2",
      "k3s_rollout_server-10",
      "k3s_rollout_agent-1",
      "k3s_rollout_agent-2",
      "k3s_settings",
    ]);
  });

  test("gives every machine a lifetime of its own that only uninstalls, after everything else", () => {
    const machine = data()["k3s_machine"];
    expect(Object.keys(machine?.["for_each"] ?? {}).sort()).toEqual([
      "agent-1",
      "agent-2",
      "server-1",
      "server-10",
      "server-2",
    ]);
    expect(machine?.["lifecycle"]).toEqual({ create_before_destroy: true });
    expect(machine).not.toHaveProperty("triggers_replace");
    expect(machine?.["provisioner"]).toEqual([{ "remote-exec": expect.objectContaining({ when: "destroy" }) }]);
  });

  test("rolls a node out again when its version, machine or files change, and for nothing else", () => {
    const before = data();
    const renamed = data({
      nodes: NODES.map((one) => (one.name === "agent-1" ? { ...one, labels: { zone: "a" } } : one)),
    });
    expect(renamed["k3s_rollout_agent-1"]?.["triggers_replace"]).toEqual(
      before["k3s_rollout_agent-1"]?.["triggers_replace"],
    );
    expect(renamed["k3s_settings"]?.["triggers_replace"]).not.toEqual(before["k3s_settings"]?.["triggers_replace"]);
    const upgraded = data({ version: "v1.35.5+k3s1" });
    expect(upgraded["k3s_rollout_agent-1"]?.["triggers_replace"]).not.toEqual(
      before["k3s_rollout_agent-1"]?.["triggers_replace"],
    );
  });

  test("is the same whatever the order of the nodes", () => {
    expect(view({ nodes: [...NODES].reverse() }).text).toBe(view().text);
  });

  test("pins the host key of every connection, and takes keys from the agent alone", () => {
    const connections = everywhere("connection", view().json);
    expect(connections.length).toBeGreaterThan(50);
    for (const connection of connections) {
      expect(connection).toMatchObject({ agent: true, host_key: expect.stringMatching(/./) });
      expect(connection).not.toHaveProperty("private_key");
    }
  });

  test("names secrets in uploaded files only, never in a command, an input or a trigger", () => {
    const secrets = {
      token: "var.k3s_token",
      registryCredentials: "jsondecode(var.registry_credentials)",
      snapshotAccessKey: "var.a",
      snapshotSecretKey: "var.b",
    };
    const s3 = { bucket: "b", region: "r" };
    const registries = { mirrors: {}, configs: { "registry.example.org": {} } };
    const resources = data({ secrets, registries, snapshots: { schedule: "0 0 * * *", retention: 1, s3 } });
    for (const { provisioner, ...rest } of Object.values(resources)) {
      expect(JSON.stringify(rest)).not.toContain("var.");
      expect(JSON.stringify(everywhere("remote-exec", provisioner))).not.toContain("var.");
    }
    expect(JSON.stringify(resources["k3s_rollout_server-1"]?.["provisioner"])).toContain("base64encode(var.k3s_token)");
    expect(JSON.stringify(resources["k3s_rollout_agent-1"]?.["provisioner"])).not.toContain(
      "base64encode(var.k3s_token)",
    );
  });

  test("reaches every machine through the bastion", () => {
    const bastion = { host: "bastion.example.org", port: 22, user: "jump", hostKey: "ecdsa-sha2-nistp256 AAAA" };
    for (const connection of everywhere("connection", view({ bastion }).json)) {
      expect(connection).toMatchObject({
        bastion_host: bastion.host,
        bastion_user: "jump",
        bastion_host_key: bastion.hostKey,
      });
    }
  });

  test("protects the servers, which hold the cluster's data", () => {
    const cluster = new K3sCluster(testStack(), "k3s", clusterProps());
    expect(cluster.protectedAddresses).toEqual([
      'terraform_data.k3s_machine["server-1"]',
      'terraform_data.k3s_machine["server-2"]',
      'terraform_data.k3s_machine["server-10"]',
    ]);
  });

  test("needs an endpoint from three servers on", () => {
    expect(() => view({ endpoint: undefined })).toThrow(
      "test/k3s: a cluster of 3 servers needs an endpoint that reaches all of them.",
    );
    expect(() => view({ endpoint: undefined, nodes: [node("server-1", 11)] })).not.toThrow();
  });

  test("needs a server", () => {
    expect(() => view({ nodes: [node("agent-1", 21)] })).toThrow("test/k3s: a k3s cluster needs at least one server.");
  });
});
