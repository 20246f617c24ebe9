import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { WantedChart } from "../../../cli/charts/wanted";
import { checkCharts } from "../../../cli/commands/charts";
import type { Context } from "../../../cli/context";
import type { Values } from "../../../constructs/gitops/values";
import { describeWithCluster, helmProgram, startCluster, type Cluster } from "./cluster";

const rows = z.array(
  z.object({
    component: z.string(),
    version: z.string(),
    checked: z.string().optional(),
    objects: z.number(),
    unknownKinds: z.array(z.string()),
    unknownValues: z.array(z.string()),
    problems: z.array(z.string()),
    notes: z.array(z.string()),
  }),
);

/** A ConfigMap that shows what a chart knows: `name` from its values, `hidden` without being listed there. */
const CONFIG = `apiVersion: v1
kind: ConfigMap
metadata: { name: config }
data:
  name: {{ .Values.name | quote }}
  drawn: {{ randAlphaNum 12 | quote }}
  {{- with .Values.hidden }}
  hidden: {{ . | quote }}
  {{- end }}
`;

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: pods }
spec:
  selector: { matchLabels: { app: pods } }
  template:
    metadata: { labels: { app: pods } }
    spec: { containers: [{ name: main, image: example.org/main:1.0.0 }] }
`;

const DEFINITION = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: things.example.org }
spec:
  group: example.org
  names: { kind: Thing, plural: things, singular: thing }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { size: { type: integer } } } } } }
`;

const thing = (spec: string): string =>
  `apiVersion: example.org/v1\nkind: Thing\nmetadata: { name: thing }\nspec: ${spec}\n`;

describeWithCluster("the command charts, with real helm and a real API server", () => {
  let running: Cluster | undefined;
  let folder: string;
  let context: Context;
  let printed: string[];
  let told: string[];

  beforeAll(async () => {
    running = await startCluster({ engine: "none" });
  });

  afterAll(() => running?.stop());

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "charts-command-"));
    printed = [];
    told = [];
    context = {
      root: folder,
      env: { ...process.env, HELM: await helmProgram(), KUBECONFIG: running?.kubeconfig },
      platform: "linux",
      colours: false,
      print: (text) => printed.push(text),
      tell: (text) => told.push(text),
      ask: undefined,
    };
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test("passes a chart of the wanted version that the server accepts", async () => {
    chart("sound", { "templates/config.yaml": CONFIG });
    expect(await check(wanted("sound", { name: "mine", hidden: "found" }))).toBe(0);
    expect(result()).toMatchObject({ checked: "1.2.3", objects: 1, problems: [], unknownValues: [], unknownKinds: [] });
  });

  test("finds values that the chart has no use for, also beside values drawn by lot", async () => {
    chart("sound", { "templates/config.yaml": CONFIG });
    expect(await check(wanted("sound", { name: "mine", nmae: "typo", free: { any: 1 }, nested: { deep: 1 } }))).toBe(1);
    expect(result().unknownValues).toEqual(["nmae", "nested.deep"]);
  });

  test("says which version it looked at where it is another one", async () => {
    chart("sound", { "templates/config.yaml": CONFIG }, { version: "0.0.0" });
    expect(await check(wanted("sound", {}), { json: undefined })).toBe(0);
    expect(printed.join()).toMatch(/sound +test +checkout 0\.0\.0, wanted 1\.2\.3 +1 +0 +0 +accepted/);
  });

  test("fails on values that the chart's schema refuses, in helm's words", async () => {
    const schema = { properties: { name: { type: "string" } } };
    chart("strict", { "templates/config.yaml": CONFIG, "values.schema.json": JSON.stringify(schema) });
    expect(await check(wanted("strict", { name: 3 }))).toBe(1);
    expect(result().problems.join()).toMatch(/name.*string/);
  });

  test("fails on a field that the server does not know", async () => {
    chart("wrong", { "templates/config.yaml": CONFIG.replace("\ndata:", "\ndate: {}\ndata:") });
    expect(await check(wanted("wrong", {}))).toBe(1);
    expect(result().problems).toEqual([expect.stringMatching(/^ConfigMap config: .*\.date: field not declared/)]);
  });

  test("fails on pods that their namespace would refuse", async () => {
    chart("loose", { "templates/pods.yaml": DEPLOYMENT });
    expect(await check(wanted("loose", {}))).toBe(1);
    expect(result().problems).toEqual([
      expect.stringMatching(/^Deployment pods: would violate PodSecurity "restricted/),
    ]);
  });

  test("checks objects by the definitions of another chart, and counts kinds that nobody defines", async () => {
    chart("definitions", { "crds/things.yaml": DEFINITION });
    chart("good", { "templates/thing.yaml": thing("{ size: 3 }") });
    chart("bad", { "templates/thing.yaml": thing("{ size: large }") });
    chart("strange", { "templates/thing.yaml": thing("{}").replace("example.org/v1", "example.org/v7") });
    const all = ["definitions", "good", "bad", "strange"].map((name) => wanted(name, {}));
    expect(await check(all)).toBe(1);
    const [, good, bad, strange] = rows.parse(JSON.parse(printed.join("\n")));
    expect(good).toMatchObject({ unknownKinds: [], problems: [] });
    expect(bad?.problems.join()).toContain("Thing thing");
    expect(strange).toMatchObject({ unknownKinds: ["example.org/v7/Thing"], problems: [] });
  });

  test("adds the charts that a chart brings, and tells which it had to leave out", async () => {
    const repository = "https://charts.example.org";
    const dependencies = [
      { name: "below", version: "1.x.x", repository },
      { name: "off", version: "1.0.0", repository, condition: "off.enabled" },
      { name: "lost", version: "1.0.0", repository },
    ];
    chart("above", { "templates/config.yaml": CONFIG }, { dependencies });
    chart("below", { "templates/config.yaml": CONFIG.replace("name: config", "name: below") });
    expect(await check(wanted("above", { off: { enabled: false }, below: { name: "x", hidden: "y" } }))).toBe(0);
    expect(result()).toMatchObject({
      objects: 2,
      notes: ["with below 1.2.3, wanted 1.x.x", "without lost 1.0.0: no checkout holds lost"],
    });
  });

  test("fails where no chart is to be had", async () => {
    expect(await check(wanted("absent", {}))).toBe(1);
    expect(result()).toMatchObject({ problems: ["no checkout holds absent"] });
  });

  test("says what is missing: helm, a server, the folder", async () => {
    const missing = (env: NodeJS.ProcessEnv, from = folder) =>
      checkCharts({ ...context, env: { ...context.env, ...env } }, [wanted("sound", {})], { server: true, from });
    await expect(missing({ HELM: "/nowhere/helm" })).rejects.toThrow(
      'HELM: "/nowhere/helm" does not run. Name the program itself: HELM=/path/to/helm.',
    );
    await expect(missing({ KUBECONFIG: "/nowhere/config" })).rejects.toThrow(
      /^No API server answers: .*KUBECONFIG has to name/s,
    );
    await expect(missing({}, "/nowhere")).rejects.toThrow("--from: there is no folder /nowhere.");
  });

  /** A checkout that holds a chart with these files beside its own. */
  function chart(name: string, files: Readonly<Record<string, string>>, about: object = {}): void {
    const own = {
      "Chart.yaml": JSON.stringify({ apiVersion: "v2", name, version: "1.2.3", ...about }),
      "values.yaml": "name: theirs\nfree: {}\nnested: { listed: 1 }\n",
    };
    for (const [file, text] of Object.entries({ ...own, ...files })) {
      const path = join(folder, name, "charts", name, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }

  function wanted(name: string, values: Values): WantedChart {
    return {
      component: name,
      environment: "test",
      chart: { repository: "https://charts.example.org", name, version: "1.2.3" },
      namespace: { name: "charts-test", podSecurity: "restricted", keep: false },
      values,
    };
  }

  function check(charts: WantedChart | readonly WantedChart[], options: { json?: true | undefined } = { json: true }) {
    const { json } = options;
    return checkCharts(context, [charts].flat(), {
      from: folder,
      offline: true,
      server: true,
      ...(json ? { json } : {}),
    });
  }

  function result(): z.infer<typeof rows>[number] {
    const [row] = rows.parse(JSON.parse(printed.join("\n")));
    if (row === undefined) throw new Error("There is no row.");
    return row;
  }
});
