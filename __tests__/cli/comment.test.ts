import { spawn } from "node:child_process";
import { join } from "node:path";
import { run, type Options } from "../../cli/commands/comment";
import type { Render } from "../../cli/github/comment-source";
import type { Report } from "../../cli/plan/report";
import { FakeGitHub, human } from "./github/fake-github";
import { planned, reportOf } from "./plan/reports";
import { World, type Ran } from "./world/world";

const REPORT = "cdktf.out/plans/report.json";

describe("platform comment", () => {
  let github: FakeGitHub;
  let world: World;

  beforeEach(async () => {
    github = await FakeGitHub.start();
    world = new World([], { [REPORT]: JSON.stringify(reportOf(planned("staging", "create"))) });
  });
  afterEach(async () => {
    await github.stop();
    world.dispose();
  });

  const environment = (): NodeJS.ProcessEnv => ({
    ...world.env,
    GITHUB_API_URL: github.api,
    GITHUB_REPOSITORY: "example/platform",
    GITHUB_REF: "refs/pull/7/merge",
    GITHUB_TOKEN: "secret-token",
  });

  const comment = (options: Partial<Options> = {}, env: NodeJS.ProcessEnv = {}): Promise<Ran> => {
    const render = ({ stacks }: Report): readonly string[] =>
      stacks.length === 0 ? ["No plan"] : stacks.map(({ stack }) => `The plan of ${stack}`);
    const pace = { second: 1, spaced: false };
    return world.run((context) => run(context, { report: REPORT, ...options }, render, pace), {
      env: { ...environment(), ...env },
    });
  };

  const report = (value: Report): void => world.write(REPORT, JSON.stringify(value));

  test("comments what platform plan found, and says where", async () => {
    const { code, out, err } = await comment();
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(err).toBe("Commented: https://github.example/example/platform/pull/7#issuecomment-501");
    expect(github.shown).toEqual(["The plan of staging"]);
  });

  test("edits the comment of its environments, whatever their order", async () => {
    report(reportOf(planned("staging"), planned("production")));
    await comment();
    report({ ...reportOf(planned("production"), planned("staging")), origin: { run: [13, 1] } });
    expect((await comment()).err).toMatch(/^Edited the comment: /);
    expect(github.shown).toEqual(["The plan of production", "The plan of staging"]);
    expect((await comment()).err).toMatch(/^The comment says this already: /);
  });

  test("finds its comment by the name it is given, when something else is affected", async () => {
    await comment({ key: "plan" });
    report({ ...reportOf(planned("production")), origin: { run: [13, 1] } });
    await comment({ key: "plan" });
    expect(github.shown).toEqual(["The plan of production"]);
  });

  test("comments why nothing was planned, with nothing that could be applied", async () => {
    report({ version: 1, origin: { run: [12, 1] }, refusals: ["staging: calls file()"], stacks: [] });
    expect((await comment({ key: "staging", label: true })).err).toMatch(/^Commented: /);
    expect(github.comments[0]?.body).not.toContain("digests");
    expect([...github.labels]).toEqual(["plan: failed"]);
  });

  test("has its text made as long as its marker leaves room for", async () => {
    report(
      reportOf(...Array.from({ length: 200 }, (_, index) => planned(`staging-${index}`.padEnd(80, "x"), "create"))),
    );
    const render: Render = (_, { maximum = 0 } = {}) => ["x".repeat(maximum)];
    await world.run((context) => run(context, { report: REPORT }, render, { second: 1, spaced: false }), {
      env: environment(),
    });
    const lengths = github.comments.map(({ body }) => body.length);
    expect(lengths).toEqual([expect.any(Number)]);
    expect(lengths[0]).toBeGreaterThan(59_900);
    expect(lengths[0]).toBeLessThanOrEqual(60_000);
  });

  test("makes no comment when no stack is affected, but edits the one that says otherwise", async () => {
    const nothing = (number: number): Report => ({ version: 1, origin: { run: [number, 1] }, stacks: [] });
    report(nothing(11));
    expect((await comment({ key: "staging", label: true })).err).toBe(
      "There is nothing to comment: no stack is affected.",
    );
    expect([github.comments, [...github.labels]]).toEqual([[], []]);
    report({ ...reportOf(planned("staging", "delete")), origin: { run: [12, 1] } });
    await comment({ key: "staging", label: true });
    report(nothing(13));
    expect((await comment({ key: "staging", label: true })).err).toMatch(/^Edited the comment: /);
    expect(github.shown).toEqual(["No plan"]);
    expect([...github.labels]).toEqual(["plan: none"]);
  });

  test("leaves the comment of a newer run, its labels too", async () => {
    report({ ...reportOf(planned("staging", "delete")), origin: { run: [20, 2] } });
    await comment({ label: true });
    report({ ...reportOf(planned("staging")), origin: { run: [20, 1] } });
    const { code, err } = await comment({ label: true });
    expect({ code, err }).toEqual({ code: 0, err: "Run 20, attempt 2, is newer than this one: its comment stays." });
    expect([...github.labels]).toEqual(["plan: destroys"]);
  });

  test("takes a report of somebody's laptop for older than any of a run, and for newer than the one before it", async () => {
    const laptop = (stack: string): Report => ({ ...reportOf(planned(stack)), origin: {} });
    report(laptop("staging"));
    await comment({ key: "plan" });
    report(laptop("production"));
    expect((await comment({ key: "plan" })).err).toMatch(/^Edited the comment/);
    report({ ...reportOf(planned("staging")), origin: { run: [1, 1] } });
    await comment({ key: "plan" });
    report(laptop("production"));
    expect((await comment({ key: "plan" })).err).toBe("Run 1, attempt 1, is newer than this one: its comment stays.");
    expect(github.shown).toEqual(["The plan of staging"]);
  });

  test("does not fail when labels can't be set", async () => {
    github.before = ({ path }) => (path.includes("/labels") ? { status: 403, message: "Forbidden" } : undefined);
    const { code, err } = await comment({ label: true });
    expect(code).toBe(0);
    expect(err).toContain(`The labels could not be set. ${github.api} answered 403: Forbidden\n`);
  });

  test("does not label unless it is asked to", async () => {
    await comment();
    expect(github.requests.some(({ path }) => path.includes("/labels"))).toBe(false);
  });

  test("finds the pull request in the event of a workflow", async () => {
    world.write("event.json", JSON.stringify({ pull_request: { number: 7 } }));
    const { err } = await comment({}, { GITHUB_REF: "refs/heads/main", GITHUB_EVENT_PATH: `${world.root}/event.json` });
    expect(err).toMatch(/^Commented: /);
  });

  test.each([
    ["without a token", {}, { GITHUB_TOKEN: "" }, 0],
    ["with --dry-run", { dryRun: true as const }, {}, 2],
  ])("prints %s, and asks nobody", async (_, options, env, exitCode) => {
    report(reportOf(planned("staging"), planned("production")));
    const { code, out } = await comment(options, env);
    expect({ code, out }).toEqual({ code: exitCode, out: "The plan of staging\n\nThe plan of production" });
    expect(github.requests).toEqual([]);
  });

  describe("when GitHub does not let it write", () => {
    beforeEach(() => {
      const message = "Resource not accessible by integration";
      github.before = ({ method, path }) =>
        method !== "GET" && path !== "/graphql" ? { status: 403, message } : undefined;
    });

    test("prints, and says why, on a pull request from a fork", async () => {
      github.fork = true;
      const { code, out, err } = await comment();
      expect({ code, out }).toEqual({ code: 0, out: "The plan of staging" });
      expect(err).toContain("403: Resource not accessible by integration\n");
      expect(err).toContain("comes from a fork, whose runs may not write: the comment is only printed.");
    });

    test("fails, and says which permission is missing, on another", async () => {
      const { code, out, err } = await comment();
      expect({ code, out }).toEqual({ code: 1, out: "" });
      expect(err).toContain("In a workflow the job needs `permissions: { pull-requests: write }`");
      expect(err).not.toContain("secret-token");
    });
  });

  describe("summary of the step", () => {
    const summary = (): NodeJS.ProcessEnv => ({ GITHUB_STEP_SUMMARY: `${world.root}/summary.md` });

    test.each([
      ["posts", {}],
      ["only prints", { GITHUB_TOKEN: "" }],
    ])("has the same text when it %s", async (_, env) => {
      await comment({}, { ...summary(), ...env });
      expect(world.read("summary.md")).toBe("The plan of staging\n\n");
    });

    test("is not touched by --dry-run", async () => {
      await comment({ dryRun: true }, summary());
      expect(() => world.read("summary.md")).toThrow("ENOENT");
    });
  });

  test("says what is missing, and asks nobody", async () => {
    const { code, err } = await comment({}, { GITHUB_REPOSITORY: "", GITHUB_REF: "refs/heads/main" });
    expect(code).toBe(1);
    expect(err.split("\n")).toHaveLength(2);
    expect(github.requests).toEqual([]);
  });

  describe("as a program", () => {
    /** Runs what people type: the modules of ECMAScript are loaded as Node does. */
    const program = (...args: readonly string[]): Promise<{ code: number | null; err: string; all: string }> =>
      new Promise((resolve, reject) => {
        const env = { ...environment(), PATH: process.env["PATH"], GITHUB_ACTIONS: "true" };
        const path = join(__dirname, "../../cli/run.js");
        const child = spawn(process.execPath, [path, "comment", "--report", `${world.root}/${REPORT}`, ...args], {
          env,
        });
        let err = "";
        let all = "";
        child.stdout.on("data", (chunk: Buffer) => (all += chunk.toString()));
        child.stderr.on("data", (chunk: Buffer) => {
          err += chunk.toString();
          all += chunk.toString();
        });
        child.on("error", reject);
        child.on("close", (code) => resolve({ code, err, all }));
      });

    test("comments, and does not touch what a person says", async () => {
      github.say("Please review.", human);
      const { code, err } = await program("--label");
      expect({ code, err }).toEqual({
        code: 0,
        err: "Commented: https://github.example/example/platform/pull/7#issuecomment-502\n",
      });
      expect(github.shown).toEqual(["Please review.", expect.stringContaining("staging")]);
      expect([...github.labels]).toEqual(["plan: changes"]);
    }, 30_000);

    test("says that GitHub can't be reached, without the token or a stack trace", async () => {
      github.before = () => ({ status: 401, message: "Bad credentials" });
      const { code, all } = await program();
      expect(code).toBe(1);
      expect(all).toBe(
        `${github.api} answered 401: Bad credentials\nThe token in GITHUB_TOKEN or GH_TOKEN is wrong or has expired.\n`,
      );
    }, 30_000);

    test("lets the runner that shows the log take nothing of a plan for a command", async () => {
      const lines = { path: ["script"], after: { kind: "value" as const, value: "a\n::add-mask::production\n##[x]" } };
      const stack = planned("staging", "create");
      const resources = stack.plan.resources.map((resource) => ({ ...resource, attributes: [lines] }));
      report(reportOf({ ...stack, plan: { ...stack.plan, resources } }));
      const { all } = await program("--dry-run");
      expect(all).toMatch(/add-mask.*production/);
      expect(all).not.toMatch(/^\s*::|##\[/m);
    }, 30_000);

    test.each(["0", "-1", "7x"])(
      "refuses --pull %s",
      async (number) => {
        const { code, err } = await program(`--pull=${number}`);
        expect(code).toBe(1);
        expect(err).toContain("A pull request has a number, such as 7.");
      },
      30_000,
    );
  });
});
