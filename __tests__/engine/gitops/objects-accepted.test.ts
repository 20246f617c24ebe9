import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { ApiServer } from "../../../cli/charts/api-server";
import { objectsIn } from "../../../cli/charts/objects";
import { writeRegistry } from "../../../catalog/registry-folder";
import type { KubernetesObject } from "../../../catalog/kubernetes";
import { manifestFiles } from "../../../constructs/gitops/manifests";
import { describeWithCluster, helmProgram, startCluster, type Cluster } from "./cluster";
import {
  bootstrapOfPlayed,
  inventoryOfPlayed,
  playedEnvironments,
  registryOfPlayed,
  withTenantsAndImages,
  type PlayedEnvironment,
} from "./played-environments";

const run = promisify(execFile);

/** In the form of the ids that clouds give. */
const SAMPLE_FACT = "00000000-0000-4000-8000-000000000000";

describeWithCluster("a real API server with the real definitions", () => {
  let running: Cluster | undefined;
  let server: ApiServer | undefined;

  beforeAll(async () => {
    running = await startCluster({ engine: "none", allDefinitions: true });
    server = await ApiServer.connect({ ...process.env, KUBECONFIG: running.kubeconfig });
  });

  afterAll(async () => {
    server?.close();
    await running?.stop();
  });

  const all = [...playedEnvironments("argocd"), ...playedEnvironments("flux"), withTenantsAndImages()];

  test.each(all.map((played) => [played.environment.name, played] as const))(
    "knows and accepts every object of %s, field by field",
    async (name, played) => {
      if (running === undefined || server === undefined) throw new Error("There is no cluster.");
      const objects = await objectsOf(played, join(running.work, name));
      expect(objects.length).toBeGreaterThan(10);
      for (const object of objects) if (object.kind === "Namespace") await server.store(object);
      await server.learn(objects);
      expect(await complaints(objects, server)).toEqual([]);
    },
  );

  test("refuses a field that its kind does not have", async () => {
    if (server === undefined) throw new Error("There is no cluster.");
    const wrong = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "wrong" }, dat: {} };
    const unknown = { apiVersion: "example.org/v1", kind: "Unheard", metadata: { name: "of" } };
    expect(await complaints([wrong, unknown], server)).toEqual([
      "ConfigMap wrong: .dat: field not declared in schema",
      "Unheard of: the server does not know example.org/v1",
    ]);
  });
});

async function complaints(objects: readonly KubernetesObject[], server: ApiServer): Promise<string[]> {
  const found: string[] = [];
  for (const object of objects) {
    const what = `${object.kind} ${object.metadata.name}`;
    if (!server.knows(object)) {
      found.push(`${what}: the server does not know ${object.apiVersion}`);
      continue;
    }
    const { message, warnings } = await server.try(object, "default");
    // Argo CD's finalizer has the name that it has.
    const others = warnings.filter((warning) => !warning.includes("prefer a domain-qualified finalizer name"));
    const said = [message.replace(/^failed to create typed patch object \(.*?\): /, ""), ...others];
    found.push(...said.filter((text) => text !== "").map((text) => `${what}: ${text}`));
  }
  return found;
}

/** What reaches the cluster: the delivery's objects, and those of the registry with every cluster fact filled in. */
async function objectsOf(played: PlayedEnvironment, root: string): Promise<KubernetesObject[]> {
  const files = registryOfPlayed(played);
  writeRegistry(root, files);
  const { facts } = inventoryOfPlayed(played);
  const charts = Object.keys(files)
    .filter((path) => path.endsWith("/Chart.yaml"))
    .map((path) => path.slice(0, -"Chart.yaml".length));
  const texts = [...Object.values(manifestFiles(bootstrapOfPlayed(played)))];
  for (const chart of charts) texts.push(await rendered(join(root, chart), facts));
  const plain = Object.entries(files).filter(([path]) => {
    // Which files of its folder Flux applies: nothing for the cluster.
    if (path.endsWith("/kustomization.yaml")) return false;
    const home = charts.filter((chart) => path.startsWith(chart)).sort((a, b) => b.length - a.length)[0];
    // The root chart's folder also holds the folders of plain objects.
    return home === undefined || path.slice(home.length).startsWith("manifests/");
  });
  texts.push(...plain.map(([, text]) => substituted(text)));
  return texts.flatMap(objects);
}

function objects(text: string): KubernetesObject[] {
  const found = objectsIn(text);
  if (typeof found === "string") throw new Error(`${found}\n${text}`);
  return found;
}

async function rendered(chart: string, facts: readonly string[]): Promise<string> {
  const values = facts.flatMap((name) => ["--set-string", `facts.${name}=${SAMPLE_FACT}`]);
  return (await run(await helmProgram(), ["template", "test", chart, ...values], { maxBuffer: 1 << 26 })).stdout;
}

/** As Flux does it: two dollars stand for one, and `quote` for what its name says. */
function substituted(text: string): string {
  return text.replace(/\$\$|\$\{(\w+)\}/g, (_, name: string | undefined) =>
    name === undefined ? "$" : name === "quote" ? '"' : SAMPLE_FACT,
  );
}
