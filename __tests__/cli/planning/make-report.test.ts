import { existsSync } from "node:fs";
import type { ExitCode } from "../../../cli/command";
import type { Report } from "../../../cli/plan/report";
import { makeReport } from "../../../cli/planning/make-report";
import { stoppable } from "../../../cli/stopping";
import type { SynthesizedStack } from "../../../stacks/synthesized-stack";
import { k3sEnvironment, platformOf } from "../../helpers/environments";
import { creating, errorLine, FakeEngine, planOf, stackOf } from "./fake-engine";

let engine: FakeEngine;
let told: string[];

beforeEach(() => {
  told = [];
});

afterEach(() => {
  const folders = engine.calls.flatMap((call) => /-out=(\S+)\//.exec(call)?.[1] ?? []);
  engine.dispose();
  expect(folders.filter((folder) => existsSync(folder))).toEqual([]);
});

function begin(...stacks: readonly SynthesizedStack[]): readonly SynthesizedStack[] {
  engine = new FakeEngine(stacks);
  return stacks;
}

function report(
  stacks: readonly SynthesizedStack[],
  options: { readonly parallel?: number; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<{ readonly report: Report; readonly code: ExitCode }> {
  const context = {
    root: engine.root,
    env: { ...engine.env, ...options.env },
    platform: "linux" as const,
    colours: false,
    print: () => undefined,
    tell: (text: string) => told.push(text),
    ask: undefined,
  };
  const { outdir } = engine;
  const settings = { outdir, parallel: options.parallel ?? 2, lockTimeout: "5s", screen: undefined };
  const platform = platformOf(k3sEnvironment());
  return stoppable((stopping) => makeReport(context, platform, stacks, { ...settings, stopping }));
}

const statuses = ({ stacks }: Report): Readonly<Record<string, string>> =>
  Object.fromEntries(stacks.map(({ stack, status }) => [stack, status]));

const CHANGES = { status: 2 };

describe("a report of plans", () => {
  test("says what each stack's plan changes, with its digest, and what to do it took", async () => {
    const stacks = begin(stackOf("network"), stackOf("staging", { environment: "staging" }));
    engine.answer("staging", "plan", CHANGES);
    engine.answer("staging", "show", { out: planOf({ resource_changes: [creating("plain")] }) });
    const { report: found, code } = await report(stacks);
    expect(code).toBe(2);
    expect(found).toMatchObject({
      version: 1,
      engine: { name: "terraform", version: "1.11.4" },
      origin: {},
      stacks: [
        { stack: "network", status: "planned", file: "environments/organization.yaml", plan: { resources: [] } },
        {
          stack: "staging",
          environment: "staging",
          status: "planned",
          file: "environments/staging.yaml",
          plan: { resources: [{ address: "terraform_data.it", action: "create" }] },
          digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        },
      ],
    });
    const [init, plan, show] = engine.calls.filter((call) => call.startsWith("network"));
    expect([init, plan?.replace(/-out=\S+/, "-out=FILE"), show?.replace(/ \S+$/, " FILE")]).toEqual([
      "network init -input=false -json",
      "network plan -input=false -detailed-exitcode -lock-timeout=5s -out=FILE -json",
      "network show -json FILE",
    ]);
    expect(told.filter((line) => line.startsWith("staging"))).toEqual([
      "staging: init",
      "staging: planning",
      expect.stringMatching(/^staging: 1 to add \(\d+s\)$/),
    ]);
  });

  test("ends with 0 when nothing changes", async () => {
    expect(await report(begin(stackOf("network")))).toMatchObject({ code: 0 });
  });

  test("is made from plans that nobody else can read, by an engine that knows it is not a person's", async () => {
    await report(begin(stackOf("network")));
    expect([...engine.lines("answers/modes")].sort()).toEqual(["-rw-------", "drwx------"]);
    expect(engine.lines("answers/env")).toEqual(expect.arrayContaining(["TF_IN_AUTOMATION=1", "NO_COLOR=1"]));
  });

  test("holds the engine to a committed lock file, and to none that it wrote itself", async () => {
    const stacks = begin(stackOf("pinned"), stackOf("free"));
    engine.write("locks/pinned.terraform.lock.hcl", "");
    engine.write("cdktf.out/stacks/free/.terraform.lock.hcl", "");
    await report(stacks);
    expect(engine.calls.filter((call) => call.includes(" init "))).toEqual([
      "pinned init -input=false -json -lockfile=readonly",
      "free init -input=false -json",
    ]);
  });
});

describe("the order", () => {
  test("plans what does not depend on each other at the same time, and initializes one after the other", async () => {
    const stacks = begin(stackOf("a"), stackOf("b"), stackOf("c", { dependencies: ["a"] }));
    for (const name of ["a", "b", "c"]) {
      engine.answer(name, "init", { seconds: 0.2 });
      engine.answer(name, "plan", { seconds: 0.6 });
    }
    await report(stacks, { parallel: 2 });
    const at = (line: string): number => engine.story.indexOf(line);
    expect(at("b init begins")).toBeGreaterThan(at("a init ends"));
    expect(at("b plan begins")).toBeLessThan(at("a plan ends"));
    expect(at("c init begins")).toBeGreaterThan(at("a plan ends"));
  });

  test("plans no more at a time than it may", async () => {
    const stacks = begin(stackOf("a"), stackOf("b"));
    for (const name of ["a", "b"]) engine.answer(name, "plan", { seconds: 0.2 });
    await report(stacks, { parallel: 1 });
    expect(engine.story.filter((line) => line.includes("plan"))).toEqual([
      "a plan begins",
      "a plan ends",
      "b plan begins",
      "b plan ends",
    ]);
  });
});

describe("a stack that reads from another", () => {
  const stacks = () => begin(stackOf("cluster"), stackOf("bootstrap", { reads: { cluster: "endpoint" } }));

  test("waits for one that was never applied, and so do those after it", async () => {
    const all = [...stacks(), stackOf("applications", { reads: { bootstrap: "namespace" } })];
    const { report: found, code } = await report(all);
    expect(found.stacks.slice(1)).toMatchObject([
      { stack: "bootstrap", status: "waiting", waitsFor: ["cluster"] },
      { stack: "applications", status: "waiting", waitsFor: ["bootstrap"] },
    ]);
    expect(code).toBe(2);
    expect(engine.calls.filter((call) => /^bootstrap (init|plan)/.test(call))).toEqual([]);
    expect(told).toContain("bootstrap: waits for cluster");
  });

  test("waits for one that was applied before it had that output", async () => {
    const all = stacks();
    engine.answer("cluster", "output", { out: '{ "name": { "value": "x" } }' });
    expect(statuses((await report(all)).report)).toEqual({ cluster: "planned", bootstrap: "waiting" });
  });

  test("is planned once the other was applied, also when the other would change", async () => {
    const all = stacks();
    engine.answer("cluster", "output", { out: '{ "endpoint": { "value": "https://…" } }' });
    engine.answer("cluster", "plan", CHANGES);
    expect(statuses((await report(all)).report)).toEqual({ cluster: "planned", bootstrap: "planned" });
  });

  test("asks the other's state when only itself is to be planned", async () => {
    const [, bootstrap] = stacks();
    const { report: found } = await report(bootstrap ? [bootstrap] : []);
    expect(found.stacks).toMatchObject([{ stack: "bootstrap", status: "waiting", waitsFor: ["cluster"] }]);
    expect(engine.calls).toEqual(["cluster init -input=false -json", "cluster output -json"]);
  });

  test("is tried when the other's state can't be read, so that people see why", async () => {
    const all = stacks();
    engine.answer("cluster", "output", { status: 1 });
    engine.answer("bootstrap", "plan", { status: 1, out: errorLine("Unable to access remote state") });
    expect((await report(all)).report.stacks[1]).toMatchObject({
      status: "failed",
      diagnostics: [{ summary: "Unable to access remote state" }],
    });
  });

  test("waits for one whose plan failed, though its outputs are there", async () => {
    const all = stacks();
    engine.answer("cluster", "output", { out: '{ "endpoint": { "value": "https://…" } }' });
    engine.answer("cluster", "plan", { status: 1, out: errorLine("No such region") });
    expect(statuses((await report(all)).report)).toEqual({ cluster: "failed", bootstrap: "waiting" });
  });

  test("is planned after a failure of one that it only comes after", async () => {
    const all = begin(stackOf("data"), stackOf("cluster", { dependencies: ["data"] }));
    engine.answer("data", "init", { status: 1, out: errorLine("No such bucket") });
    expect(statuses((await report(all)).report)).toEqual({ data: "failed", cluster: "planned" });
  });
});

describe("a plan that fails", () => {
  test("is told with its step and everything the engine said, and holds up no other", async () => {
    const stacks = begin(stackOf("bad"), stackOf("worse"), stackOf("unread"), stackOf("good"));
    engine.answer("bad", "init", { status: 1, out: errorLine("Failed to install provider", "no such version") });
    engine.answer("worse", "plan", { status: 1, out: errorLine("First") + errorLine("Second") + errorLine("First") });
    engine.answer("unread", "show", { status: 1, err: "╷\n│ Error: Failed to read plan\n│ \n│ It is gone.\n╵\n" });
    const { report: found, code } = await report(stacks);
    expect(code).toBe(1);
    expect(found.stacks).toMatchObject([
      {
        status: "failed",
        step: "init",
        diagnostics: [{ summary: "Failed to install provider", detail: "no such version" }],
      },
      { status: "failed", step: "plan", diagnostics: [{ summary: "First" }, { summary: "Second" }] },
      {
        status: "failed",
        step: "show",
        diagnostics: [
          { summary: "terraform show ended with status 1", detail: "Error: Failed to read plan\nIt is gone." },
        ],
      },
      { status: "planned" },
    ]);
  });
});

describe("secrets", () => {
  const SECRET = "correct-horse-battery";
  const text = (found: Report): string => JSON.stringify(found) + told.join("\n");

  test("of one stack are shown in the plan of no other", async () => {
    const stacks = begin(stackOf("maker"), stackOf("mirror"));
    engine.answer("maker", "show", { out: planOf({ resource_changes: [creating(SECRET, true)] }) });
    engine.answer("mirror", "show", { out: planOf({ resource_changes: [creating(`token=${SECRET}`)] }) });
    const { report: found } = await report(stacks);
    expect(text(found)).not.toContain(SECRET);
    expect(JSON.stringify(found.stacks[1])).toContain("token=(sensitive)");
  });

  test("leave the digest of a stack as it is, whatever is planned beside it", async () => {
    const stacks = begin(stackOf("maker"), stackOf("mirror"));
    engine.answer("maker", "show", { out: planOf({ resource_changes: [creating(SECRET, true)] }) });
    engine.answer("mirror", "show", { out: planOf({ resource_changes: [creating(`token=${SECRET}`)] }) });
    const together = (await report(stacks)).report.stacks.find(({ stack }) => stack === "mirror");
    const alone = (await report(stacks.slice(1))).report.stacks[0];
    expect(together).toHaveProperty("digest");
    expect(alone).toHaveProperty("digest", together && "digest" in together ? together.digest : "");
  });

  test.each<[string, NodeJS.ProcessEnv]>([
    ["an ephemeral variable", { TF_VAR_pin: SECRET }],
    ["a credential of this process", { GITHUB_TOKEN: SECRET }],
  ])("that a provider repeats in an error are removed: %s", async (_, env) => {
    const stacks = begin(stackOf("staging", { variables: ["pin"] }));
    engine.answer("staging", "plan", { status: 1, out: errorLine("Bad request", `"${SECRET}" was refused`) });
    const { report: found } = await report(stacks, { env });
    expect(text(found)).not.toContain(SECRET);
    expect(text(found)).toContain("was refused");
  });

  test.each([
    ["the state has", "state", JSON.stringify(stateWith(SECRET))],
    ["the unfinished plan has", "show", planOf({ errored: true, resource_changes: [creating(SECRET, true)] })],
  ] as const)("that %s are removed from the error of a plan that failed", async (_, asked, out) => {
    const stacks = begin(stackOf("staging"));
    engine.answer("staging", "show", { status: 1 });
    engine.answer("staging", asked, { status: 0, out });
    engine.answer("staging", "plan", { status: 1, out: errorLine("Bad request", `"${SECRET}" was refused`) });
    const { report: found } = await report(stacks);
    expect(text(found)).not.toContain(SECRET);
    expect(text(found)).toContain("was refused");
  });

  test("never hide what the environment file says", async () => {
    const stacks = begin(stackOf("staging"));
    const changes = { resource_changes: [creating("https://k3s.example.org", false)] };
    engine.answer("staging", "show", { out: planOf({ ...changes, output_changes: secretOutput("k3s.example.org") }) });
    expect(JSON.stringify((await report(stacks)).report)).toContain("https://k3s.example.org");
  });
});

function stateWith(value: string): object {
  const resource = { values: { input: value }, sensitive_values: { input: true } };
  return { format_version: "1.0", values: { root_module: { resources: [resource] } } };
}

function secretOutput(value: string): object {
  return { it: { actions: ["create"], before: null, after: value, before_sensitive: false, after_sensitive: true } };
}

describe("Ctrl-C", () => {
  test("lets the engines end by themselves, begins nothing more, and says so", async () => {
    const stacks = begin(stackOf("a"), stackOf("b"), stackOf("c", { dependencies: ["a"] }), stackOf("d"));
    for (const name of ["a", "b"]) engine.answer(name, "plan", { seconds: 30 });
    const running = report(stacks, { parallel: 2 });
    while (engine.story.filter((line) => line.endsWith("plan begins")).length < 2) await pause(20);
    process.emit("SIGINT");
    process.emit("SIGINT"); // npm passes on what the terminal has told already
    const { report: found, code } = await running;
    expect(code).toBe(1);
    expect(statuses(found)).toEqual({ a: "stopped", b: "stopped", c: "stopped", d: "stopped" });
    expect(engine.story.filter((line) => line.endsWith("interrupted"))).toHaveLength(2);
    expect(engine.calls.filter((call) => /^[cd] /.test(call))).toEqual([]);
    expect(told).toContainEqual(expect.stringMatching(/^Stopping: /));
  });

  test("throws away a plan that ended well in spite of it", async () => {
    const stacks = begin(stackOf("a"));
    engine.answer("a", "plan", { seconds: 30, interrupted: 0 });
    const running = report(stacks);
    while (!engine.story.includes("a plan begins")) await pause(20);
    process.emit("SIGTERM");
    expect(statuses((await running).report)).toEqual({ a: "stopped" });
    expect(engine.calls.filter((call) => call.includes("show"))).toEqual([]);
  });
});

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
