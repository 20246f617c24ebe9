import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { Api } from "./api";
import { ArgoCdEnvironment } from "./argo-cd-environment";
import { ChartRepository } from "./chart-repository";
import { describeWithCluster, eventually, startCluster, type Cluster } from "./cluster";
import { chartsIn } from "./loopback";
import { playedEnvironments, type PlayedEnvironment } from "./played-environments";
import { StandInControllers } from "./stand-in-controllers";
import { Timeline } from "./timeline";

const valuesMap = z.object({ data: z.object({ chart: z.string(), version: z.string(), values: z.string() }) });

/**
 * The registry of each environment, rendered as it is but for the hosts of repositories, followed by a real Argo CD.
 * Charts are stand-ins of the same names and versions that show the values they were given.
 */
describeWithCluster("Argo CD follows the registry of", () => {
  let running: Cluster | undefined;
  let cluster: Cluster;
  let api: Api;
  let charts: ChartRepository;
  let controllers: StandInControllers;
  const ends: (() => unknown)[] = [];

  beforeAll(async () => {
    running = cluster = await startCluster({ allDefinitions: true });
    api = await Api.connect(cluster.kubeconfig);
    charts = await ChartRepository.start();
    controllers = new StandInControllers(api);
    controllers.start();
    ends.push(
      () => controllers.stop(),
      () => charts.stop(),
      () => api.close(),
    );
  });

  afterAll(async () => {
    for (const end of ends) await end();
    await running?.stop();
  });

  describe.each(playedEnvironments("argocd").map((played) => [played.environment.name, played] as const))(
    "%s:",
    (name, played) => {
      let environment: ArgoCdEnvironment;
      let timeline: Timeline;

      beforeAll(async () => {
        timeline = await Timeline.follow(api);
        environment = new ArgoCdEnvironment(cluster, charts, played);
        await environment.commit();
        if (name === "development") controllers.hold("clusterissuers", "internal");
        await environment.bootstrap();
      });

      afterAll(() => timeline.stop());

      if (name === "development") {
        test("an object that never gets ready holds the waves after it, and none before", async () => {
          const held = waveOf(environment, "internal-ca");
          const before = environment.applications.filter(
            ({ wave, name: one }) => wave <= held && one !== "internal-ca",
          );
          await eventually(
            "what comes before the held one",
            () => Promise.resolve(unsettled(timeline, before)),
            (waiting) => waiting.length === 0 && timeline.waves.has("internal-ca"),
          );
          await wait(5000);
          const after = environment.applications.filter(({ wave }) => wave > held).map((one) => one.name);
          expect(after.length).toBeGreaterThan(0);
          expect(timeline.came.filter((one) => after.includes(one))).toEqual([]);
          expect(timeline.becameHealthy).not.toContain("internal-ca");
          controllers.release();
        });
      }

      test("every Application becomes synced and healthy, each wave after the one before", async () => {
        await settled();
        expect(timeline.early).toEqual([]);
        expect(timeline.came).toHaveLength(environment.applications.length + 1);
      });

      test("each chart gets the catalog's version and values", async () => {
        for (const { name: one, namespace, chart, values } of chartsIn(environment.inventory)) {
          const got = await given(one, namespace);
          expect({ ...got, values: null }).toEqual({ chart: chart.name, version: chart.version, values: null });
          expect(JSON.parse(got.values)).toEqual(values);
        }
      });

      if (name === "staging") changes();

      test("deleted as the guide says, it goes in the reverse order of waves, but for what holds data", async () => {
        const kept = environment.inventory.installations.filter(({ component }) => component.keep === true);
        timeline.left.length = 0;
        await environment.tearDown();
        await eventually(
          "the end of the root Application",
          () => Promise.resolve([...timeline.now].map(([one, { text }]) => `${one}: ${text}`)),
          () => !timeline.now.has("root"),
        );
        expect(timeline.left).toEqual([]);
        for (const one of kept) expect(await given(one.name, one.namespace)).toBeDefined();
        expect([...timeline.now.keys()].filter((one) => !kept.some((other) => other.name === one))).toEqual([]);
        const { namespaces, tenants } = environment.inventory;
        const there = await living([...namespaces.map((one) => one.name), ...tenants.map((one) => one.namespace)]);
        const lasting = [...namespaces.filter(({ keep }) => keep), ...tenants.map((one) => ({ name: one.namespace }))];
        expect(there.sort()).toEqual(lasting.map((one) => one.name).sort());
        await environment.forget();
      });

      /** What happens to an environment in its life. */
      function changes(): void {
        test("a version that can't be had holds the versions that come after it", async () => {
          const before = await given("vault", "vault");
          await environment.commit(raised("gateway-crds", "v9.9.9", "vault", "9.9.9"), ["gateway-crds-helm"]);
          await environment.refresh();
          await eventually(
            "a complaint about the version",
            () => Promise.resolve(timeline.now.get("gateway-crds")?.text ?? ""),
            (text) => text.includes("v9.9.9"),
          );
          await wait(10_000);
          expect(await given("vault", "vault")).toEqual(before);
        });

        test("versions raised by a commit arrive", async () => {
          await environment.commit();
          await environment.refresh("gateway-crds", "hard");
          await settled();
          expect(await given("gateway-crds", "gateway")).toMatchObject({ version: "v9.9.9" });
          expect(await given("vault", "vault")).toMatchObject({ version: "9.9.9" });
        });

        test("a component taken out goes with its objects and its namespace", async () => {
          await environment.commit(withoutComponents("external-dns"));
          await environment.refresh();
          await eventually(
            "the end of external-dns",
            () => living(["external-dns"]),
            (there) => there.length === 0,
          );
          expect(timeline.now.has("external-dns")).toBe(false);
          await settled();
        });

        test("what holds definitions outlives its component", async () => {
          await environment.commit(withoutComponents("kube-prometheus-stack", "prometheus-crds"));
          await environment.refresh();
          await eventually(
            "the end of kube-prometheus-stack",
            () => Promise.resolve(timeline.now.has("kube-prometheus-stack")),
            (there) => !there,
          );
          expect(await given("prometheus-crds", "monitoring")).toMatchObject({ chart: "prometheus-operator-crds" });
          expect(await living(["monitoring"])).toEqual(["monitoring"]);
          await settled();
        });
      }

      async function settled(): Promise<void> {
        await eventually(
          `every Application of ${name} synced and healthy`,
          () => Promise.resolve(unsettled(timeline, [...environment.applications, { name: "root" }])),
          (waiting) => waiting.length === 0,
        );
      }
    },
  );

  /** What a stand-in chart was given. */
  async function given(component: string, namespace: string): Promise<z.infer<typeof valuesMap>["data"]> {
    const text = await cluster.kubectl(["get", "configmap", `${component}-values`, "-n", namespace, "-o", "json"]);
    return valuesMap.parse(JSON.parse(text)).data;
  }

  /** Those of the namespaces that are there and stay. */
  async function living(names: readonly string[]): Promise<string[]> {
    const all = (await api.list("api/v1/namespaces")) ?? [];
    return all
      .filter(({ metadata }) => names.includes(metadata.name) && metadata.deletionTimestamp === undefined)
      .map(({ metadata }) => metadata.name);
  }
});

function unsettled(timeline: Timeline, all: readonly { readonly name: string }[]): string[] {
  return all
    .map(({ name }) => ({ name, told: timeline.now.get(name) }))
    .filter(({ told }) => told?.settled !== true)
    .map(({ name, told }) => `${name}: ${told?.text ?? "not there"}`);
}

function waveOf({ applications }: ArgoCdEnvironment, name: string): number {
  const found = applications.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found.wave;
}

/** Sets versions of two components. */
function raised(first: string, firstVersion: string, second: string, secondVersion: string): Change {
  return (played) =>
    withComponents(played, (components) => ({
      ...components,
      [first]: { variants: [], options: {}, ...components[first], version: firstVersion },
      [second]: { variants: [], options: {}, ...components[second], version: secondVersion },
    }));
}

function withoutComponents(...names: readonly string[]): Change {
  return (played) =>
    withComponents(played, (components) =>
      Object.fromEntries(Object.entries(components).filter(([name]) => !names.includes(name))),
    );
}

type Change = (played: PlayedEnvironment) => PlayedEnvironment;
type Components = PlayedEnvironment["environment"]["components"];

function withComponents(played: PlayedEnvironment, change: (components: Components) => Components): PlayedEnvironment {
  const { environment } = played;
  return { ...played, environment: { ...environment, components: change(environment.components) } };
}
