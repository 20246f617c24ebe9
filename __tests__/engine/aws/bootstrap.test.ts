import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { projects } from "../../../catalog/argo-cd/projects";
import { engineBootstrap, inventoryOf } from "../../../catalog/inventory";
import { startProxy, type Proxy } from "../../../cli/tunnel/proxy";
import { platformProject, rootApplication } from "../../../constructs/gitops/argo-cd-objects";
import { objectOf } from "../../../stacks/synthesized-stack";
import { organization } from "../../helpers/environments";
import { Engine, findEngine, StackFolder } from "../../helpers/engines";
import { ChartRepository } from "../gitops/chart-repository";
import { describeWithCluster, startCluster, type Cluster } from "../gitops/cluster";
import { BOOTSTRAP_CHARTS } from "./bootstrap/charts";
import { describeSimulated, simulated } from "./production";
import {
  bootstrapView,
  managed,
  production,
  releasesOf,
  runnable,
  type PlannedRelease,
  type Told,
} from "./bootstrap/stack";
import { accessOf } from "./cluster-access";

/** A name that the API server's certificate has and that no resolver knows: only the proxy leads there. */
const HOST = "kubernetes.default.svc";

/** A folder in which an engine runs the bootstrap. */
class Bootstrap {
  private readonly stacks = new StackFolder();
  readonly folder = this.stacks.folder("production-bootstrap");

  write(told: Told, change: Parameters<typeof bootstrapView>[0] = {}): void {
    mkdirSync(this.folder, { recursive: true });
    for (const [file, text] of Object.entries(runnable(bootstrapView(change), told))) {
      writeFileSync(join(this.folder, file), text);
    }
  }

  dispose(): void {
    this.stacks.dispose();
  }
}

const TOLD: Told = { endpoint: `https://${HOST}`, certificateAuthority: "Q0E=" };

describeSimulated("production-bootstrap on simulated providers", (engine) => {
  const bootstrap = new Bootstrap();
  const plan = () => engine.run(bootstrap.folder, ["plan", "-detailed-exitcode", "-input=false", "-no-color"]);
  afterAll(() => {
    bootstrap.dispose();
  });

  test("is applied, and a second plan is empty", () => {
    bootstrap.write(TOLD);
    engine.succeed(bootstrap.folder, ["init", "-input=false", "-no-color"]);
    engine.succeed(bootstrap.folder, ["apply", "-auto-approve", "-input=false", "-no-color"]);
    expect(plan()).toMatchObject({ code: 0, stderr: "" });
  });

  test("plans nothing when Argo CD's version is raised: the registry brings it", () => {
    bootstrap.write(TOLD, { version: "10.1.99" });
    expect(readFileSync(join(bootstrap.folder, "cdk.tf.json"), "utf8")).toContain("10.1.99");
    expect(plan()).toMatchObject({ code: 0, stderr: "" });
  });

  test("hands the credential of a private repository over, and keeps it in no plan and no state", () => {
    bootstrap.write(TOLD, { credential: "token" });
    const token = { TF_VAR_repository_token: "s3cr3t-of-the-repository" };
    engine.succeed(bootstrap.folder, ["plan", "-out=plan", "-input=false", "-no-color"], token);
    const planned = engine.succeed(bootstrap.folder, ["show", "-json", "plan"]);
    engine.succeed(bootstrap.folder, ["apply", "-input=false", "-no-color", "plan"], token);
    const state = readFileSync(join(bootstrap.folder, "terraform.tfstate"), "utf8");
    for (const text of [planned, state]) {
      expect(text).toContain("kubernetes_secret_v1");
      expect(text).not.toContain("s3cr3t-of-the-repository");
    }
  });
});

/** What the bootstrap's providers would do is done by helm and kubectl, with the providers' settings and releases. */
const describeHandedOver = simulated ? describeWithCluster : describe.skip;
describeHandedOver("production-bootstrap before a real API server that only a proxy reaches", () => {
  const bootstrap = new Bootstrap();
  let cluster: Cluster;
  let running: Cluster | undefined;
  let charts: ChartRepository | undefined;
  let proxy: Proxy | undefined;
  let releases: readonly PlannedRelease[] = [];

  beforeAll(async () => {
    running = cluster = await startCluster();
    charts = await ChartRepository.start();
    charts.publish(...BOOTSTRAP_CHARTS);
    const { server, certificateAuthority } = await accessOf(cluster);
    proxy = await startProxy({ host: HOST, port: 443, through: Number(new URL(server).port) });
    bootstrap.write({ endpoint: `https://${HOST}`, certificateAuthority });
    const engine = new Engine("terraform", findEngine("terraform") ?? "terraform");
    engine.succeed(bootstrap.folder, ["init", "-input=false", "-no-color"]);
    engine.succeed(bootstrap.folder, ["apply", "-auto-approve", "-input=false", "-no-color"]);
    releases = releasesOf(engine.succeed(bootstrap.folder, ["show", "-json"]));
    writeFileSync(join(cluster.work, "direct"), await kubeconfig(cluster, undefined));
    writeFileSync(join(cluster.work, "through-the-proxy"), await kubeconfig(cluster, proxy.url));
  });

  afterAll(async () => {
    bootstrap.dispose();
    await proxy?.close();
    await charts?.stop();
    await running?.stop();
  });

  const through = (): string => join(cluster.work, "through-the-proxy");

  test("says which host it can't reach when there is no way to the API", async () => {
    const attempt = cluster.helm(["list", "--kubeconfig", join(cluster.work, "direct")]);
    await expect(attempt).rejects.toThrow(/cluster unreachable.*kubernetes\.default\.svc.*no such host/s);
  });

  test("installs Argo CD and then its root Application, through the proxy", async () => {
    expect(releases.map(({ chart }) => chart)).toEqual(["argo-cd", "argocd-apps"]);
    for (const { name, namespace, repository, chart, version, values } of releases) {
      const file = join(cluster.work, `${name}.yaml`);
      writeFileSync(file, values.join("\n---\n"));
      const from = ["--repo", charts?.hosted(repository) ?? "", "--version", version, "--values", file];
      const into = ["--namespace", namespace, "--create-namespace", "--kubeconfig", through()];
      await cluster.helm(["install", name, chart, ...from, ...into]);
    }
  });

  test.each([
    ["AppProject", "appproject", "platform", platformProject],
    ["Application", "application", "root", rootApplication],
  ] as const)(
    "has made the same %s as the registry has, so that Argo CD changes nothing about it",
    async (_, kind, name, make) => {
      const made: unknown = JSON.parse(
        await cluster.kubectl(["get", kind, name, "-n", "argocd", "-o", "json", "--kubeconfig", through()]),
      );
      const wanted = make(engineBootstrap(production, organization));
      const { metadata, spec } = objectOf(made);
      expect(spec).toEqual(wanted["spec"]);
      expect(objectOf(metadata)["annotations"]).toMatchObject(objectOf(wanted.metadata["annotations"]));
    },
  );

  test("takes the objects of Argo CD that AWS runs: its kinds are the same", async () => {
    const inventory = inventoryOf(managed, organization);
    const objects = [...projects(inventory), rootApplication(inventory.bootstrap)];
    const from = ["--server-side", "--force-conflicts", "--dry-run=server", "--kubeconfig", through(), "-f", "-"];
    const taken = await cluster.kubectl(["apply", ...from], objects.map((one) => stringify(one)).join("---\n"));
    expect(taken.trim().split("\n")).toHaveLength(objects.length);
  });
});

/**
 * The settings of the Helm provider as a kubeconfig: its host, its authority, and its command for a token, which here is a
 * stand-in for aws that has one of an administrator.
 */
async function kubeconfig(cluster: Cluster, proxyUrl: string | undefined): Promise<string> {
  const [provider] = bootstrapView().providers("helm");
  const { exec } = objectOf(objectOf(provider)["kubernetes"]);
  const { api_version: apiVersion, command, args } = objectOf(exec);
  expect({ command, args }).toEqual({
    command: "aws",
    args: expect.arrayContaining(["eks", "get-token", "--cluster-name", "example-production"]),
  });
  const stand = join(cluster.work, "aws");
  writeFileSync(stand, await standInForAws(cluster, String(apiVersion)), { mode: 0o755 });
  const { certificateAuthority } = await accessOf(cluster);
  const name = "production";
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": name,
    contexts: [{ name, context: { cluster: name, user: name } }],
    clusters: [
      {
        name,
        cluster: {
          server: `https://${HOST}`,
          "certificate-authority-data": certificateAuthority,
          ...(proxyUrl === undefined ? {} : { "proxy-url": proxyUrl }),
        },
      },
    ],
    users: [{ name, user: { exec: { apiVersion, command: stand, args, interactiveMode: "Never" } } }],
  });
}

async function standInForAws({ kubectl }: Cluster, apiVersion: string): Promise<string> {
  const account = "deployer";
  const objects = [
    { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: account, namespace: "default" } },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: account },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
      subjects: [{ kind: "ServiceAccount", name: account, namespace: "default" }],
    },
  ];
  await kubectl(["apply", "-f", "-"], objects.map((object) => stringify(object)).join("---\n"));
  const token = (await kubectl(["create", "token", account, "-n", "default"])).trim();
  const credential = { apiVersion, kind: "ExecCredential", status: { token } };
  return `#!/bin/sh\ncat <<'EOT'\n${JSON.stringify(credential)}\nEOT\n`;
}
