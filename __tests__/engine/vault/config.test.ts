import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { keeperScript } from "../../../catalog/components/vault/keeper";
import { SNAPSHOT_POLICY } from "../../../catalog/components/vault/snapshots";
import { vault } from "../../../catalog/components/vault";
import { configure, onAws, onAzure } from "../../catalog/components/surroundings";
import { KeyService } from "./key-service";
import { place } from "./place";
import { until } from "./until";
import { describeVault, type VaultServer } from "./vault-server";
import { Vaults, rendered } from "./vaults";

describeVault("the rendered configuration", (program) => {
  const vaults = new Vaults(program);
  const { root } = vaults;
  const helpers: ChildProcess[] = [];

  afterEach(async () => {
    for (const helper of helpers.splice(0)) helper.kill();
    await vaults.stop();
  });
  afterAll(() => {
    vaults.dispose();
  });

  const raftServers = async (server: VaultServer) => {
    const { text } = await server.ask("GET", "sys/storage/raft/configuration");
    const shape = z.object({
      config: z.object({ servers: z.array(z.object({ node_id: z.string(), voter: z.boolean() })) }),
    });
    return z.object({ data: shape }).parse(JSON.parse(text)).data.config.servers;
  };

  test("starts one server on raft, which people initialise and open", async () => {
    const server = await vaults.start("single", rendered({}, {}));
    await vaults.open(server);

    expect(await raftServers(server)).toEqual([{ node_id: "single", voter: true }]);
    expect(server.log).toContain("Storage: raft");
    expect(server.log).not.toMatch(/unknown or unsupported field/);
  });

  test("shows metrics without a token on their own port only", async () => {
    const server = await vaults.start("measured", rendered({}, {}));
    await vaults.open(server);
    server.token = "";

    const inside = await server.ask("GET", "sys/metrics?format=prometheus", undefined, server.here.metrics);
    expect(inside.status).toBe(200);
    expect(inside.text).toContain("vault_core_unsealed");
    expect((await server.ask("GET", "sys/metrics?format=prometheus")).status).toBe(403);
  });

  test("lets three servers find each other by the names in their certificate", async () => {
    const three = rendered({ seal: "shamir" }, { highAvailability: true });
    const places = [
      await place(join(root, "vault-0")),
      await place(join(root, "vault-1")),
      await place(join(root, "vault-2")),
    ];
    const [first, ...more] = await Promise.all(
      places.map((here, index) => vaults.start(`vault-${String(index)}`, three, { here, others: places })),
    );
    if (first === undefined) throw new Error("No server.");
    const key = await vaults.open(first);
    for (const server of more) {
      await until(
        "a server that has been let in and opened",
        () => server.ask("PUT", "sys/unseal", { key }),
        ({ status, text }) => status === 200 && text.includes('"sealed":false'),
      );
    }
    const found = await until(
      "three voters",
      () => raftServers(first),
      (all) => all.filter(({ voter }) => voter).length === 3,
    );
    expect(found.map(({ node_id }) => node_id).sort()).toEqual(["vault-0", "vault-1", "vault-2"]);
  });

  test("is opened by the key of AWS that its alias names, with no more rights than the component asks for", async () => {
    const keys = new KeyService("alias/example-production-vault");
    try {
      const environment = { AWS_KMS_ENDPOINT: await keys.start(), AWS_ACCESS_KEY_ID: "x", AWS_SECRET_ACCESS_KEY: "x" };
      const one = rendered({}, { ...onAws, highAvailability: false });
      const server = await vaults.start("aws", one, { environment });
      await until(
        "a server that can be initialised",
        () => server.ask("PUT", "sys/init", { recovery_shares: 1, recovery_threshold: 1 }),
        ({ status }) => status === 200,
      );
      await vaults.leads(server);
      await server.stop();

      const again = await vaults.start("aws", one, { environment, here: server.here });
      await vaults.leads(again);

      const asked = new Set(keys.calls);
      const allowed = configure(vault, {}, onAws).permissions.flatMap(({ aws = [] }) =>
        aws.flatMap(({ actions }) => actions),
      );
      expect([...asked].sort()).toEqual(allowed.map((action) => `${action.replace("kms:", "")} the key`).sort());
    } finally {
      keys.stop();
    }
  });

  test("asks the Key Vault of Azure that it names for its key", async () => {
    const server = await vaults.start("azure", rendered({}, onAzure), {
      // Nobody listens there: the test leaves the machine for nothing.
      environment: { AZURE_CLIENT_ID: "x", AZURE_CLIENT_SECRET: "x", HTTPS_PROXY: "http://127.0.0.1:1" },
    });
    const log = await until(
      "an attempt to reach the Key Vault",
      () => server.log,
      (text) => text.includes("vault.azure.net"),
    );
    expect(log).toContain("https://example-abc-k8s-vault.vault.azure.net/keys/vault");
    expect(log).not.toMatch(/unknown or unsupported field/);
  });

  test("has the keeper turn audit logs over and load a renewed certificate", async () => {
    const single = rendered({}, {});
    const server = await vaults.start("kept", single);
    await vaults.open(server);
    const log = join(server.here.folder, "audit", "audit.log");
    await server.ask("PUT", "sys/audit/file", { type: "file", options: { file_path: log } });
    const before = (await server.ask("GET", "sys/health")).certificate;
    const script = keeperScript({
      certificate: join(root, "tls", "tls.crt"),
      log,
      largest: 1,
      pauseSeconds: 1,
      processes: `echo ${String(server.pid)}`,
    });
    helpers.push(spawn("/bin/sh", ["-ec", script], { stdio: "inherit" }));

    await server.ask("GET", "sys/mounts");
    await until(
      "a log that stepped back",
      () => existsSync(`${log}.1`),
      (there) => there,
    );
    await until(
      "a new log",
      () => server.ask("GET", "sys/mounts").then(() => existsSync(log)),
      (there) => there,
    );
    expect(readFileSync(`${log}.1`, "utf8")).toContain('"path":"sys/mounts"');

    vaults.authority.issue(single.asked);
    const after = await until(
      "the new certificate",
      () => server.ask("GET", "sys/health"),
      ({ certificate }) => certificate !== before,
    );
    expect(after.status).toBe(200);
  });

  test("gives everything back in a new cluster from a snapshot that the job's policy lets it take", async () => {
    const single = rendered({}, {});
    const lost = await vaults.start("lost", single);
    const key = await vaults.open(lost);
    await lost.ask("PUT", "sys/mounts/secret", { type: "kv", options: { version: "2" } });
    await until(
      "the engine",
      () => lost.ask("POST", "secret/data/platform/probe", { data: { word: "kept" } }),
      ({ status }) => status === 200,
    );
    await lost.ask("PUT", "sys/policies/acl/snapshots", { policy: SNAPSHOT_POLICY });
    const made = await lost.ask("POST", "auth/token/create", { policies: ["snapshots"], no_default_policy: true });
    const owner = lost.token;
    lost.token = z
      .object({ auth: z.object({ client_token: z.string() }) })
      .parse(JSON.parse(made.text)).auth.client_token;
    const file = join(root, "vault.snap");
    lost.run("operator", "raft", "snapshot", "save", file);
    expect((await lost.ask("GET", "secret/data/platform/probe")).status).toBe(403);
    await lost.stop();

    const found = await vaults.start("found", single);
    await vaults.open(found);
    found.run("operator", "raft", "snapshot", "restore", "-force", file);
    await until(
      "a server that takes the old key",
      () => found.ask("PUT", "sys/unseal", { key }),
      ({ status, text }) => status === 200 && text.includes('"sealed":false'),
    );
    found.token = owner;
    const read = await until(
      "the secret",
      () => found.ask("GET", "secret/data/platform/probe"),
      ({ status }) => status === 200,
    );
    expect(read.text).toContain('"word":"kept"');
  });
});
