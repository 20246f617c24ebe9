import { parse } from "yaml";
import { bootstrap } from "../../../constructs/gitops/bootstrap";
import { rootKustomization, rootRepository } from "../../../constructs/gitops/flux-objects";
import { chartComponent, chosen, exporter, tuned } from "../example";
import { FOLDER, objects, render } from "./render";

const KEEP = { annotations: { "kustomize.toolkit.fluxcd.io/prune": "disabled" } };

describe("the registry of Flux", () => {
  const files = render({ exporter: chosen(), tuned: chosen("1.2.3+b", { variants: ["dependent"] }) }, {}, [
    exporter,
    tuned,
  ]);

  test("lists what the root applies, and nothing of what components apply", () => {
    expect(parse(files["kustomization.yaml"] ?? "")).toEqual({
      apiVersion: "kustomize.config.k8s.io/v1beta1",
      kind: "Kustomization",
      resources: [
        "components/exporter.yaml",
        "components/flux.yaml",
        "components/tuned.yaml",
        "namespaces.yaml",
        "root.yaml",
      ],
    });
  });

  test("gives every component a Kustomization that heals, prunes, waits, and waits for those before it", () => {
    expect(objects(files["components/tuned.yaml"])).toEqual([
      {
        apiVersion: "kustomize.toolkit.fluxcd.io/v1",
        kind: "Kustomization",
        metadata: { name: "tuned", namespace: "flux-system" },
        spec: {
          dependsOn: [{ name: "exporter" }],
          interval: "10m",
          retryInterval: "1m",
          timeout: "15m",
          path: `./${FOLDER}/manifests/tuned`,
          prune: true,
          wait: true,
          sourceRef: { kind: "GitRepository", name: "platform" },
          serviceAccountName: "kustomize-controller",
        },
      },
    ]);
  });

  test("brings a chart of a repository as a release with drift detection, retries and new definitions", () => {
    expect(objects(files["manifests/exporter/source.yaml"])).toMatchObject([
      { kind: "HelmRepository", metadata: { namespace: "flux-system" }, spec: { url: "https://charts.example.org" } },
    ]);
    expect(objects(files["manifests/exporter/release.yaml"])).toMatchObject([
      {
        apiVersion: "helm.toolkit.fluxcd.io/v2",
        metadata: { name: "exporter", namespace: "flux-system" },
        spec: {
          releaseName: "exporter",
          targetNamespace: "monitoring",
          storageNamespace: "monitoring",
          serviceAccountName: "helm-controller",
          chart: {
            spec: { chart: "exporter", version: "1.2.3", sourceRef: { kind: "HelmRepository", name: "exporter" } },
          },
          install: { crds: "CreateReplace", strategy: { name: "RetryOnFailure" } },
          upgrade: { crds: "CreateReplace", strategy: { name: "RetryOnFailure" } },
          driftDetection: { mode: "enabled" },
        },
      },
    ]);
  });

  test("brings a chart of an OCI registry by its tag, in which a plus is an underscore", () => {
    expect(objects(files["manifests/tuned/source.yaml"])).toMatchObject([
      { kind: "OCIRepository", spec: { url: "oci://registry.example.org/charts/tuned", ref: { tag: "1.2.3_b" } } },
    ]);
    expect(objects(files["manifests/tuned/release.yaml"])).toMatchObject([
      { spec: { chartRef: { kind: "OCIRepository", name: "tuned" }, values: { level: 1 } } },
    ]);
  });

  test("never deletes Flux, and does not let it wait for itself", () => {
    expect(objects(files["components/flux.yaml"])).toMatchObject([
      { spec: { prune: false, deletionPolicy: "Orphan" } },
    ]);
    expect(objects(files["manifests/flux/release.yaml"])).toMatchObject([
      { spec: { install: { disableWait: true }, upgrade: { disableWait: true } } },
    ]);
  });

  test("applies its own root, the same as the bootstrap does", () => {
    const description = bootstrap({
      engine: "flux",
      environment: "edge-eu",
      repository: "example/platform",
      revision: "main",
      chart: { repository: "https://charts.example.org", name: "flux2", version: "2.18.3" },
      values: {},
    });
    expect(objects(files["root.yaml"])).toEqual([rootRepository(description), rootKustomization(description)]);
  });

  test("makes namespaces with their Pod Security Standard, and keeps those that hold data", () => {
    const database = chartComponent("database", { stateful: true, podSecurity: "baseline" });
    const [made, plain] = objects(
      render({ database: chosen(), exporter: chosen() }, {}, [database, exporter])["namespaces.yaml"],
    );
    expect(made).toMatchObject({
      metadata: { name: "database", labels: { "pod-security.kubernetes.io/enforce": "baseline" }, ...KEEP },
    });
    expect(plain).toMatchObject({ metadata: { name: "monitoring" } });
    expect(plain).not.toHaveProperty("metadata.annotations");
  });

  test("checks the health of custom kinds as the component says", () => {
    const ready = { apiVersion: "example.org/v1", kind: "Store", upWhen: { condition: "Ready" } };
    const phase = { apiVersion: "example.org/v1", kind: "Backup", upWhen: { status: "phase.name", is: "Don't" } };
    const custom = chartComponent("custom", { health: [ready, phase] });
    expect(objects(render({ custom: chosen() }, {}, [custom])["components/custom.yaml"])).toMatchObject([
      {
        spec: {
          healthCheckExprs: [
            {
              kind: "Store",
              current: "has(status.conditions) && status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')",
            },
            {
              kind: "Backup",
              current: "has(status.phase) && has(status.phase.name) && status.phase.name == 'Don\\'t'",
            },
          ],
        },
      },
    ]);
  });

  test("leaves known differences of a release alone", () => {
    const jqPathExpressions = ['.data["admin/key"]', ".data[]?.key", "select(.type != null) | .metadata.labels"];
    const ignored = { group: "", kind: "Secret", name: "admin", jqPathExpressions };
    const custom = chartComponent("custom", { ignoreDifferences: [ignored] });
    expect(objects(render({ custom: chosen() }, {}, [custom])["manifests/custom/release.yaml"])).toMatchObject([
      {
        spec: {
          driftDetection: {
            ignore: [
              { paths: ["/data/admin~1key", "/data", "/metadata/labels"], target: { kind: "Secret", name: "admin" } },
            ],
          },
        },
      },
    ]);
  });

  test("says in every file that it is generated, from what and how", () => {
    for (const content of Object.values(files)) {
      expect(content).toMatch(
        /^# Generated from environments\/edge-eu\.yaml and catalog\/ by: npm run platform -- registry\n/,
      );
    }
  });
});

describe("a cluster fact", () => {
  const files = render({ exporter: chosen() }, {}, [exporter]);

  test("is substituted in what its component applies, and nowhere else", () => {
    expect(objects(files["components/exporter.yaml"])).toMatchObject([
      { spec: { postBuild: { substituteFrom: [{ kind: "ConfigMap", name: "cluster-facts" }] } } },
    ]);
    expect(objects(files["components/flux.yaml"])[0]).not.toHaveProperty("spec.postBuild");
    expect(files["manifests/exporter/release.yaml"]).toContain("identity: id:${clientId}\n");
  });

  test("stays a string where it stands alone, whatever it looks like", () => {
    expect(objects(files["manifests/exporter/objects.yaml"])).toMatchObject([
      { data: { id: "${quote}${clientId}${quote}" } },
    ]);
    expect(objects(files["components/exporter.yaml"])).toMatchObject([
      { spec: { postBuild: { substitute: { quote: '"' } } } },
    ]);
  });

  test("leaves a component's own variables alone", () => {
    const shell = chartComponent("shell", { values: () => ({ script: "echo ${HOME} $$ $1" }) });
    const with$ = chartComponent("shell", {
      values: () => ({ script: "echo ${HOME} $$ $1", id: "$<<fact:clientId>>" }),
    });
    expect(objects(render({ shell: chosen() }, {}, [shell])["manifests/shell/release.yaml"])).toMatchObject([
      { spec: { values: { script: "echo ${HOME} $$ $1" } } },
    ]);
    expect(objects(render({ shell: chosen() }, {}, [with$])["manifests/shell/release.yaml"])).toMatchObject([
      { spec: { values: { script: "echo $${HOME} $$$$ $$1", id: "$$${clientId}" } } },
    ]);
  });
});
