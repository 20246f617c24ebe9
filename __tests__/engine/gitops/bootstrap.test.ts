import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { bootstrap } from "../../../constructs/gitops/bootstrap";
import { handover } from "../../../constructs/gitops/handover";
import { manifestFiles } from "../../../constructs/gitops/manifests";
import { toYaml } from "../../../constructs/gitops/yaml";
import { repositorySecret } from "../../../constructs/gitops/repository-secret";
import { argoCd } from "../../../catalog/components/argo-cd";
import { ChartRepository } from "./chart-repository";
import { SETTINGS } from "./argo-cd-environment";
import { describeWithCluster, eventually, startCluster, type Cluster } from "./cluster";
import { Objects } from "./objects";
import { WorkingCopy } from "./working-copy";

/** One story in order: each test goes on where the one before stopped. */
describeWithCluster("Argo CD, from the bootstrap to an upgrade by the registry", () => {
  let cluster: Cluster;
  let running: Cluster | undefined;
  let charts: ChartRepository | undefined;
  let copy: WorkingCopy;
  let objects: Objects;

  beforeAll(async () => {
    running = cluster = await startCluster();
    await cluster.define("helm.cattle.io_helmcharts");
    const repository = (charts = await ChartRepository.start());
    repository.publish(...versions);
    objects = new Objects(cluster);
    copy = new WorkingCopy(join(cluster.work, "platform"));
    await copy.begin();
    copy.redirect(await cluster.serve(copy.root), (url) => repository.hosted(url));
    copy.regenerate();
    await copy.commit("Render the registry");
  });

  afterAll(async () => {
    await charts?.stop();
    await running?.stop();
  });

  test("a real API server accepts every manifest of the delivery", async () => {
    for (const manifest of Object.values(manifestFiles(copy.bootstrap()))) {
      await cluster.kubectl(
        ["apply", "--server-side", "--force-conflicts", "--dry-run=server", "--validate=strict", "-f", "-"],
        manifest,
      );
    }
  });

  test.each(["token", "ssh"] as const)("a real API server accepts the %s of a private repository", async (kind) => {
    const description = bootstrap({ ...secretProps, credential: { kind, variable: "secret" } });
    // What Terraform makes of the template.
    const file = repositorySecret(description, "var.secret")?.replace(
      /\$\{.*\}/,
      Buffer.from("value").toString("base64"),
    );
    await cluster.kubectl(["apply", "--dry-run=server", "--validate=strict", "-f", "-"], file);
  });

  test("Argo CD takes over what Helm installed, and nothing about it changes", async () => {
    const { chart, release, namespace, values } = copy.bootstrap();
    writeFileSync(join(cluster.work, "values.yaml"), toYaml(values));
    // What the job of the helm-controller does. Newer ones apply on the server, so that Helm owns fields of its own.
    const from = [
      release,
      chart.name,
      "--repo",
      chart.repository,
      "--version",
      chart.version,
      "--namespace",
      namespace,
    ];
    const withValues = ["--values", join(cluster.work, "values.yaml")];
    await cluster.helm(["install", ...from, ...withValues, "--create-namespace", "--take-ownership"]);
    const rendered = await cluster.helm(["template", ...from, ...withValues]);
    await cluster.kubectl(["apply", "--server-side", "--force-conflicts", "--field-manager=helm", "-f", "-"], rendered);
    const before = await objects.data("argocd-stand-in");

    for (const manifest of Object.values(manifestFiles(copy.bootstrap())))
      await cluster.kubectl(["apply", "-f", "-"], manifest);
    await objects.settled("root", "argo-cd");

    expect(await objects.data("argocd-stand-in")).toEqual(before);
    expect(before).toMatchObject({ version: "10.1.1", domain: "argocd.staging.example.org", replicas: "2" });
  });

  test("the delivery lets go by a mark on the HelmChart", async () => {
    const { helmChart, annotation } = handover(copy.bootstrap());
    const mark = ["annotate", "helmchart", helmChart.name, "--namespace", helmChart.namespace, `${annotation}=true`];
    await cluster.kubectl(mark);
  });

  test("a version raised in the environment file is brought by Argo CD and by nobody else", async () => {
    const before = await objects.managers("argocd-stand-in");
    copy.edit(["components", "argo-cd", "version"], "10.1.2");
    copy.regenerate();
    await copy.commit("Raise Argo CD");
    await objects.settled("root", "argo-cd");

    const data = await eventually(
      "10.1.2",
      () => objects.data("argocd-stand-in"),
      ({ version }) => version === "10.1.2",
    );
    expect(data).toHaveProperty("only-in-the-new-version");
    expect(data).not.toHaveProperty("only-in-the-old-version");
    const after = await objects.managers("argocd-stand-in");
    expect([...after].filter(([manager, time]) => before.get(manager) !== time).map(([manager]) => manager)).toEqual([
      "argocd-controller",
    ]);
  });

  test("a later deploy reverts nothing, even if the old manifests came back into the folder", async () => {
    const version = await objects.version("argocd-stand-in");
    const { helmChart, annotation } = handover(copy.bootstrap());
    const old = copy.bootstrap();
    for (const manifest of Object.values(manifestFiles({ ...old, chart: { ...old.chart, version: "10.1.1" } }))) {
      await cluster.kubectl(["apply", "-f", "-"], manifest);
    }
    await objects.settled("root", "argo-cd");
    expect(await objects.version("argocd-stand-in")).toBe(version);
    const chart = await objects.get("helmchart", helmChart.name, helmChart.namespace);
    expect(chart.metadata.annotations).toHaveProperty([annotation]);
  });

  test("another branch in the environment file moves the root Application to it", async () => {
    await copy.git("branch", "release");
    copy.edit(["gitops", "revision"], "release");
    copy.regenerate();
    await copy.commit("Follow the branch release");
    await eventually(
      "the root Application on the branch release",
      () => objects.get("application", "root"),
      ({ spec }) => spec?.source?.targetRevision === "release",
    );
  });

  test("an Application without a project of its own is refused", async () => {
    await cluster.kubectl(["apply", "-f", "-"], JSON.stringify(stranger(copy.bootstrap().repository)));
    const { status } = await eventually(
      "a refusal",
      () => objects.get("application", "stranger"),
      (application) => (application.status?.conditions ?? []).length > 0,
    );
    expect(status?.conditions?.map(({ message }) => message).join()).toMatch(/not permitted in project 'default'/);
  });

  test("Argo CD outlives its own Application, whoever deletes it", async () => {
    await cluster.kubectl(["delete", "application", "root", "argo-cd", "--namespace", "argocd", "--timeout=60s"]);
    expect(await objects.data("argocd-stand-in")).toMatchObject({ version: "10.1.2" });
    expect(await objects.get("helmchart", "argo-cd", "kube-system")).toBeDefined();
  });
});

/** What the newer version leaves out must be gone from the cluster. */
const versions = ["10.1.1", "10.1.2"].map((version) => ({
  repository: argoCd.chart?.repository ?? "",
  name: "argo-cd",
  version,
  templates: {
    "settings.yaml": SETTINGS,
    "stand-in.yaml": toYaml({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "argocd-stand-in", namespace: "{{ .Release.Namespace }}" },
      data: {
        version,
        domain: "{{ .Values.global.domain }}",
        replicas: "{{ .Values.server.replicas }}",
        [version === "10.1.1" ? "only-in-the-old-version" : "only-in-the-new-version"]: "yes",
      },
    }),
  },
}));

const secretProps = {
  environment: "staging",
  repository: "example/platform",
  revision: "main",
  chart: { repository: "https://charts.example.org", name: "argo-cd", version: "10.1.1" },
  values: {},
};

function stranger(repoURL: string): object {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: { name: "stranger", namespace: "argocd" },
    spec: {
      project: "default",
      source: { repoURL, path: "registry", targetRevision: "main" },
      destination: { server: "https://kubernetes.default.svc", namespace: "default" },
    },
  };
}
