import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { stringify } from "yaml";
import { startProxy, type Proxy } from "../../../cli/tunnel/proxy";
import { Clone } from "../../helpers/clone";
import { describeWithCluster, eventually, startCluster, type Cluster } from "../gitops/cluster";
import { accessOf } from "./cluster-access";
import { Account, BALANCER } from "./destroy/account";
import { claimed, registry, rootApplication } from "./destroy/objects";

/** A name that the API server's certificate has and that no resolver knows: only the proxy leads there. */
const HOST = "kubernetes.default.svc";
const GET = {
  applications: ["get", "applications.argoproj.io", "-n", "argocd", "-o", "name"],
  services: ["get", "services", "-n", "gateway", "-o", "name"],
  volumes: ["get", "persistentvolumes", "-o", "name"],
};

/** One story in order: each test goes on where the one before stopped. */
describeWithCluster("platform destroy before a real API server with a real Argo CD", () => {
  let clone: Clone;
  let cluster: Cluster;
  let proxy: Proxy;
  let account: Account;
  const running: (() => Promise<void> | void)[] = [];

  const names = async (what: keyof typeof GET): Promise<string[]> =>
    (await cluster.kubectl(GET[what])).split("\n").filter(Boolean);
  const stacks = (): string[] => (clone.has("destroyed") ? clone.read("destroyed").trim().split("\n") : []);

  beforeAll(async () => {
    cluster = await startCluster();
    running.unshift(() => cluster.stop());
    clone = new Clone();
    running.unshift(() => clone.dispose());
    await bring(cluster);
    const { server, certificateAuthority } = await accessOf(cluster);
    proxy = await startProxy({ host: HOST, port: 443, through: Number(new URL(server).port) });
    running.unshift(() => proxy.close());
    mkdirSync(clone.path("bin"));
    account = new Account(cluster, clone.path("bin"), {
      token: await tokenOf(cluster),
      cluster: {
        arn: "arn:aws:eks:eu-central-1:111122223333:cluster/example-production",
        status: "ACTIVE",
        endpoint: `https://${HOST}`,
        certificateAuthority: { data: certificateAuthority },
        deletionProtection: false,
      },
    });
    running.unshift(() => account.stop());
    standInForCdktf(clone);
  });

  afterAll(async () => {
    for (const end of running) await end();
  });

  /** Starts the command as somebody types it, inside a tunnel. */
  function destroy(...options: readonly string[]): {
    child: ChildProcess;
    ended: Promise<number | null>;
    said: () => string;
  } {
    const env = {
      PATH: `${clone.path("bin")}:${process.env["PATH"] ?? ""}`,
      HOME: clone.root,
      KUBE_PROXY_URL: proxy.url,
    };
    const child = spawn(process.execPath, ["cli/run.js", "destroy", "production", ...options], {
      cwd: clone.root,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
    const ended = new Promise<number | null>((done) => child.on("close", done));
    return { child, ended, said: () => text };
  }

  test("says what is lost and what stays, and changes nothing", async () => {
    const { ended, said } = destroy("--dry-run");
    expect(await ended).toBe(2);
    expect(said()).toContain("  Argo CD:  3 Applications, with everything that they brought.");
    expect(said()).toContain("  Services: load balancers of gateway/envoy.");
    expect(said()).toContain("  Volumes:  1 volume with the data in them: vault/data (10Gi).");
    expect(said()).toContain("  Stays:    1 volume that the cluster retains: vol-audit of vault/audit.");
    expect(await names("applications")).toHaveLength(3);
  });

  test("can be killed while Argo CD waits for a load balancer, before any stack goes", async () => {
    const { child, ended, said } = destroy("--yes", "production");
    await eventually(
      "the wait for the gateway",
      () => Promise.resolve(said()),
      (text) => /Waiting for Applications: .*gateway/.test(text),
      60,
    );
    await eventually(
      "the gateway on its way",
      () =>
        cluster.kubectl(["get", "service", "envoy", "-n", "gateway", "-o", "jsonpath={.metadata.deletionTimestamp}"]),
      (time) => time !== "",
      60,
    );
    child.kill("SIGKILL");
    expect(await ended).toBeNull();
    expect(await names("applications")).toContain("application.argoproj.io/gateway");
    expect(await names("volumes")).toHaveLength(2);
    expect(stacks()).toEqual([]);
  });

  test("goes on by the same command, and leaves nothing before the stacks go", async () => {
    account.release();
    const { ended, said } = destroy("--yes", "production");
    const code = await ended;
    expect({ code, said: code === 0 ? "" : said() }).toEqual({ code: 0, said: "" });
    expect(await names("applications")).toEqual([]);
    expect(await names("services")).toEqual([]);
    expect(await names("volumes")).toEqual(["persistentvolume/audit"]);
    // What AWS had when the first stack went, and the way to the API, which the second does not need.
    expect(stacks()).toEqual([
      'production-bootstrap {"balancers":[],"volumes":["vol-audit"],"proxy":true}',
      expect.stringMatching(/^production \{/),
    ]);
    expect(said()).toContain("production-data stays");
    expect(said()).not.toContain(BALANCER);
  });

  test("keeps what Argo CD itself needs until its stack goes", async () => {
    expect(await cluster.kubectl(["get", "configmap", "settings", "-n", "gateway", "-o", "name"])).toBe(
      "configmap/settings\n",
    );
  });
});

/** Brings the registry into the cluster by Argo CD, and volumes as pods would have had them made. */
async function bring(cluster: Cluster): Promise<void> {
  const root = join(cluster.work, "registry");
  mkdirSync(root);
  const git = (...args: readonly string[]): void => {
    execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.org", ...args], { cwd: root });
  };
  git("init", "--quiet", "--initial-branch", "main");
  git("commit", "--quiet", "--allow-empty", "--message", "Begin");
  const url = await cluster.serve(root);
  for (const [file, text] of Object.entries(registry(url))) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  git("add", "--all");
  git("commit", "--quiet", "--message", "Describe the cluster");
  const objects = [
    { apiVersion: "v1", kind: "Namespace", metadata: { name: "vault" } },
    ...claimed("data", "Delete"),
    ...claimed("audit", "Retain"),
    rootApplication(url),
  ];
  await cluster.kubectl(["apply", "-f", "-"], objects.map((object) => stringify(object)).join("---\n"));
  const there = async (): Promise<string> =>
    cluster.kubectl(["get", "services,configmaps", "-n", "gateway", "--ignore-not-found", "-o", "name"]);
  await eventually(
    "the gateway",
    there,
    (text) => text.includes("service/envoy") && text.includes("configmap/settings"),
  );
}

/** Writes down which stack it was to destroy, and what AWS still had. */
function standInForCdktf(clone: Clone): void {
  const modules = resolve(__dirname, "../../../node_modules");
  unlinkSync(clone.path("node_modules"));
  mkdirSync(clone.path("node_modules/.bin"), { recursive: true });
  for (const name of readdirSync(modules).filter((entry) => entry !== ".bin")) {
    symlinkSync(join(modules, name), clone.path(`node_modules/${name}`));
  }
  const text = `#!${process.execPath}
const { appendFileSync, readFileSync } = require("node:fs");
const { balancers, volumes } = JSON.parse(readFileSync("bin/account.json", "utf8"));
const seen = { balancers, volumes, proxy: Boolean(process.env.KUBE_PROXY_URL && process.env.KUBECONFIG) };
appendFileSync("destroyed", process.argv[3] + " " + JSON.stringify(seen) + "\\n");
`;
  writeFileSync(clone.path("node_modules/.bin/cdktf"), text, { mode: 0o755 });
}

/** A token of an administrator. */
async function tokenOf({ kubectl }: Cluster): Promise<string> {
  await kubectl(["create", "serviceaccount", "deployer", "-n", "default"]);
  const subject = ["--clusterrole=cluster-admin", "--serviceaccount=default:deployer"];
  await kubectl(["create", "clusterrolebinding", "deployer", ...subject]);
  return (await kubectl(["create", "token", "deployer", "-n", "default"])).trim();
}
