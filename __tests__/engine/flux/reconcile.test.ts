import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Environment } from "../../../config";
import { manifestFiles } from "../../../constructs/gitops/manifests";
import { Api } from "../gitops/api";
import { ChartRepository } from "../gitops/chart-repository";
import { describeWithCluster, eventually } from "../gitops/cluster";
import { StandInControllers } from "../gitops/stand-in-controllers";
import { ACTORS } from "../gitops/statuses";
import { chartAccounts } from "./accounts";
import { startFluxCluster, type FluxCluster } from "./cluster";
import { components, edge, platform, SCRIPT, without } from "./environment";
import { HELM_KINDS, HelmController } from "./helm-controller";
import { Objects, objectsIn, type Seen } from "./objects";
import { Repository } from "./repository";

const FACTS = { clientId: "0123456789" };
const KUSTOMIZATIONS = "kustomizations.kustomize.toolkit.fluxcd.io";
const REGISTRY = "registry/environments/edge-eu";

/** One story in order: each test goes on where the one before stopped. */
describeWithCluster("Flux, from the bootstrap to a component that leaves", () => {
  let cluster: FluxCluster;
  let repository: Repository;
  let objects: Objects;
  let helm: HelmController;
  let environment: Environment;
  const ends: (() => Promise<void> | void)[] = [];

  beforeAll(async () => {
    cluster = await startFluxCluster();
    ends.push(cluster.stop);
    const charts = await ChartRepository.start();
    ends.push(() => charts.stop());
    const api = await Api.connect(cluster.kubeconfig);
    ends.push(() => api.close());
    // Kinds that were only just defined have no storage yet.
    const paths = [...ACTORS.map(({ path }) => path), ...HELM_KINDS];
    const answers = () => Promise.all(paths.map((path) => api.list(path))).then(Boolean, () => false);
    await eventually("the storage of every kind", answers, Boolean);
    objects = new Objects(api, cluster.kubectl);
    helm = new HelmController(api, cluster.kubectl);
    const others = new StandInControllers(api);
    helm.start();
    others.start();
    ends.push(
      () => helm.stop(),
      () => others.stop(),
    );
    const { organization, ...rest } = platform();
    environment = edge({ organization, ...rest });
    repository = new Repository(join(cluster.work, "platform"), organization, components, charts);
    await repository.begin(cluster.serve);
    for (const [path, content] of Object.entries(DEPLOY)) repository.write(path, content);
    helm.fail("cert-manager");
    await repository.render(environment, "Render the registry");
  });

  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });

  test("a real API server accepts every manifest of the delivery", async () => {
    await cluster.kubectl(["apply", "-f", "-"], chartAccounts("flux-system"));
    for (const manifest of Object.values(manifestFiles(repository.bootstrap(environment, FACTS)))) {
      await cluster.kubectl(["apply", "--server-side", "--force-conflicts", "--validate=strict", "-f", "-"], manifest);
    }
  });

  test("a release that fails holds up exactly what waits for it, directly or not", async () => {
    const all = await eventually(
      "everything but what waits for cert-manager",
      () => objects.kustomizations(),
      (found) => {
        const waiting = dependents(found, "cert-manager");
        return (
          found.length > 5 && found.every(({ name, ready }) => ready || waiting.has(name) || name === "cert-manager")
        );
      },
      300,
    );
    const waiting = dependents(all, "cert-manager");
    expect(waiting.size).toBeGreaterThan(2);
    expect(
      all
        .filter(({ ready }) => !ready)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["cert-manager", ...waiting].sort());
    for (const { name, reason } of all)
      if (waiting.has(name)) expect([name, reason]).toEqual([name, "DependencyNotReady"]);
    for (const name of waiting) {
      if (environment.components[name] === undefined) continue;
      expect([name, await objects.appeared(folder(name))]).toEqual([name, undefined]);
    }
  });

  test("once it is mended everything comes, each after all that it waits for", async () => {
    helm.heal("cert-manager");
    const all = await objects.settled("", "shop-greedy");
    const appeared = new Map<string, string>();
    for (const name of Object.keys(environment.components)) {
      const time = await objects.appeared(folder(name));
      expect([name, time]).toEqual([name, expect.any(String)]);
      appeared.set(name, time ?? "");
    }
    // Times are whole seconds, so one that comes as soon as what it waits for is ready has the same.
    for (const { name, waitsFor } of all.filter((one) => appeared.has(one.name))) {
      for (const before of waitsFor) {
        const ready = all.find((one) => one.name === before)?.since ?? "";
        expect([name, before, (appeared.get(name) ?? "") >= ready]).toEqual([name, before, true]);
      }
    }
  });

  test("brings every chart in the version and with the values of the registry", async () => {
    for (const name of Object.keys(environment.components)) {
      const release = objectsIn(folder(name)).find(({ kind }) => kind === "HelmRelease");
      if (release === undefined) continue;
      const { targetNamespace, values = {} } = spec.parse(release["spec"]);
      const data = await objects.data(`${name}-values`, targetNamespace);
      expect([name, data?.["version"]]).toEqual([name, environment.components[name]?.version]);
      if (name !== "probe") expect(JSON.parse(data?.["values"] ?? "")).toEqual(values);
    }
  });

  test("puts in cluster facts as strings, and leaves a component's own variables alone", async () => {
    expect(await objects.data("probe", "probe")).toEqual({ id: "0123456789", script: SCRIPT });
    const values: unknown = JSON.parse((await objects.data("probe-values", "probe"))?.["values"] ?? "");
    expect(values).toEqual({ identity: "id:0123456789", alone: "0123456789", script: SCRIPT });
  });

  test("refuses a component whose cluster fact is missing, and goes on once it is there", async () => {
    const facts = (clientId: string | null) =>
      cluster.kubectl([
        "patch",
        "configmap",
        "cluster-facts",
        "-n",
        "flux-system",
        "--type=merge",
        "-p",
        JSON.stringify({ data: { clientId } }),
      ]);
    const look = (what: string, wanted: (found: Seen) => boolean) =>
      eventually(
        what,
        async () => {
          const now = `reconcile.fluxcd.io/requestedAt=${String(Date.now())}`;
          await cluster.kubectl(["annotate", "--overwrite", KUSTOMIZATIONS, "probe", "-n", "flux-system", now]);
          return (await objects.kustomizations()).filter(({ name }) => name === "probe");
        },
        (found) => found.some(wanted),
      );
    await facts(null);
    const [refused] = await look("a refusal", ({ reason }) => reason === "BuildFailed");
    expect(refused?.message).toMatch(/variable not set \(strict mode\): "clientId"/);
    await facts(FACTS.clientId);
    await look("probe", ({ ready }) => ready);
  });

  test("a real API server accepts every file of the registry, with strict validation", async () => {
    const files = [
      ...kustomize(REGISTRY).map((file) => join(REGISTRY, file)),
      ...Object.keys(environment.components).flatMap((name) =>
        kustomize(`${REGISTRY}/manifests/${name}`).map((file) => `${REGISTRY}/manifests/${name}/${file}`),
      ),
    ];
    for (const file of files) {
      const content = readFileSync(join(repository.root, file), "utf8");
      const dry = ["apply", "--server-side", "--force-conflicts", "--dry-run=server", "--validate=strict", "-f", "-"];
      await cluster.kubectl(dry, content);
    }
  });

  test("namespaces enforce the Pod Security Standard of what is in them", async () => {
    const labels = await cluster.kubectl([
      "get",
      "namespace",
      "cert-manager",
      "probe",
      "-o",
      "jsonpath={.items[*].metadata.labels}",
    ]);
    expect(labels.match(/"pod-security.kubernetes.io\/enforce":"restricted"/g)).toHaveLength(2);
  });

  test("a tenant's folder reaches the tenant's namespace", async () => {
    expect(await objects.data("site", "shop")).toEqual({ page: "hello" });
  });

  test("a tenant's chart reaches the tenant's namespace, by the tenant's own account", async () => {
    expect(await objects.data("shop-chart-values", "shop")).toEqual({ chart: "shop", version: "1.0.0", values: "{}" });
    expect(await objects.get("helmrelease", "shop-chart", "shop")).toContain('"serviceAccountName": "tenant"');
  });

  test("a tenant's folder can make nothing cluster-wide", async () => {
    const greedy = (await objects.kustomizations()).find(({ name }) => name === "shop-greedy");
    expect(greedy?.message).toMatch(/User "system:serviceaccount:flux-system:tenant-shop" cannot .*clusterroles/);
    expect(await objects.get("clusterrole", "greedy", "default")).toBe("");
  });

  test("a tenant's own Kustomization can't write into another namespace", async () => {
    await cluster.kubectl(["apply", "-f", "-"], intruder(repository.address));
    const { message } = await eventually(
      "a refusal",
      async () =>
        (await objects.kustomizations()).find(({ name }) => name === "intruder") ?? { message: "", reason: "" },
      ({ reason }) => reason === "ReconciliationFailed",
    );
    expect(message).toMatch(
      /User "system:serviceaccount:shop:tenant" cannot patch .*configmaps.* in the namespace "default"/,
    );
    expect(await objects.data("intruder", "default")).toBeUndefined();
  });

  test("a commit that changes a version brings that version", async () => {
    const cert = { ...environment.components["cert-manager"], version: "v1.21.3", variants: [], options: {} };
    const raised = { ...environment, components: { ...environment.components, "cert-manager": cert } };
    await repository.render(raised, "Raise cert-manager");
    await eventually(
      "v1.21.3",
      () => objects.data("cert-manager-values", "cert-manager"),
      (data) => data?.["version"] === "v1.21.3",
    );
  });

  test("a component that leaves the environment file leaves the cluster, and data stays", async () => {
    await repository.render(without(environment, "probe", "ledger"), "Remove two components");
    await eventually(
      "no probe",
      async () => [await objects.data("probe-values", "probe"), await objects.get("namespace", "probe", "default")],
      ([values, namespace]) => values === undefined && namespace === "",
    );
    const left = (await objects.kustomizations()).map(({ name }) => name);
    expect(left).not.toContain("probe");
    expect(left).toContain("cert-manager");
    expect(await objects.get("namespace", "ledger", "default")).not.toBe("");
  });

  function folder(component: string): string {
    return join(repository.root, REGISTRY, "manifests", component);
  }

  function kustomize(path: string): readonly string[] {
    const { resources } = listed.parse(parse(readFileSync(join(repository.root, path, "kustomization.yaml"), "utf8")));
    return resources;
  }
});

const spec = z.looseObject({ targetNamespace: z.string(), values: z.unknown().optional() });
const listed = z.looseObject({ resources: z.array(z.string()) });

/** Whatever waits for a name, directly or not. */
function dependents(
  all: readonly { readonly name: string; readonly waitsFor: readonly string[] }[],
  name: string,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const one of all) if (one.waitsFor.some((other) => other === name || found.has(other))) found.add(one.name);
  }
  return found;
}

const DEPLOY = {
  "deploy/site/site.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: site }\ndata: { page: hello }\n",
  "deploy/greedy/role.yaml":
    "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: greedy }\nrules: []\n",
  "deploy/intruder/map.yaml":
    "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: intruder, namespace: default }\ndata: { page: no }\n",
};

/** What a tenant might write: its own account, and no namespace that would hold its objects together. */
function intruder(url: string): string {
  const metadata = { name: "intruder", namespace: "shop" };
  const items = [
    {
      apiVersion: "source.toolkit.fluxcd.io/v1",
      kind: "GitRepository",
      metadata,
      spec: { interval: "1m", url, ref: { branch: "main" } },
    },
    {
      apiVersion: "kustomize.toolkit.fluxcd.io/v1",
      kind: "Kustomization",
      metadata,
      spec: {
        interval: "1m",
        path: "./deploy/intruder",
        prune: true,
        sourceRef: { kind: "GitRepository", name: "intruder" },
        serviceAccountName: "tenant",
      },
    },
  ];
  return JSON.stringify({ apiVersion: "v1", kind: "List", items });
}
