import { applyCommand, type Options } from "../../cli/commands/apply";
import { run as commentCommand } from "../../cli/commands/comment";
import { planCommand } from "../../cli/commands/plan";
import { renderComment } from "../../cli/plan/markdown/comment";
import { readReport } from "../../cli/plan/read-report";
import { FakeGitHub } from "./github/fake-github";
import { creating, errorLine, planOf } from "./planning/fake-engine";
import { FILES } from "./world/files";
import { handOver } from "./world/hand-over";
import { World, type Ran } from "./world/world";

const REPORT = "cdktf.out/plans/report.json";
const PACE = { second: 1, spaced: false };

describe("platform apply", () => {
  let github: FakeGitHub;
  let world: World;

  beforeEach(async () => {
    github = await FakeGitHub.start();
    world = new World(["terraform"], FILES);
    planned("first");
  });
  afterEach(async () => {
    await github.stop();
    world.dispose();
  });

  /** What the engine plans from now on. */
  function planned(input: string, applyStatus = 0): void {
    plannedChanges([creating(input)], applyStatus);
  }

  function plannedChanges(changes: readonly object[], applyStatus = 0): void {
    world.answer(
      { program: "terraform", asks: "version", stdout: "Terraform v1.11.4\n" },
      { program: "terraform", asks: "init" },
      { program: "terraform", asks: "plan -input", status: 2 },
      { program: "terraform", asks: "show", stdout: planOf({ resource_changes: changes }) },
      { program: "terraform", asks: "apply", status: applyStatus },
    );
  }

  const environment = (): NodeJS.ProcessEnv => ({
    ...world.env,
    GITHUB_API_URL: github.api,
    GITHUB_REPOSITORY: "example/platform",
    GITHUB_TOKEN: "secret-token",
  });

  /** Plans, and comments it on pull request 7. */
  async function review(): Promise<string> {
    const env = environment();
    await world.run((context) => planCommand(context, ["development"], {}, undefined), { env });
    await world.run((context) => commentCommand(context, { report: REPORT, pull: 7 }, renderComment, PACE), { env });
    const [stack] = readReport(`${world.root}/${REPORT}`).stacks;
    return stack?.status === "planned" ? stack.digest : "";
  }

  function apply(options: Partial<Options>, env: NodeJS.ProcessEnv = {}, answer?: string): Promise<Ran> {
    const all = { digest: [], allowDestroy: [], comment: true, ...options };
    return world.run((context) => applyCommand(context, ["development"], all, undefined, PACE), {
      env: { ...environment(), ...env },
      ask: answer === undefined ? undefined : () => Promise.resolve(answer),
    });
  }

  const applied = (): number => world.calls("terraform").filter(({ args }) => args[0] === "apply").length;

  test("applies what the comment on the pull request says, and comments what came of it", async () => {
    await review();
    const { code, out } = await apply({ pull: "7" });
    expect({ code, out }).toEqual({ code: 0, out: "development  applied: 1 added" });
    expect(applied()).toBe(1);
    expect(github.shown).toEqual([
      expect.stringMatching(/^### Plan: 1 to add\n/),
      expect.stringMatching(/^### Apply: done\n[^]*\| `development` \| `applied: 1 added` \|/),
    ]);
  });

  test("applies the file that was planned, and nothing else", async () => {
    await review();
    await apply({ pull: "7" });
    const args = world.calls("terraform").map((call) => call.args);
    const out = args.findLast(([command]) => command === "plan")?.find((argument) => argument.startsWith("-out="));
    expect(args.find(([command]) => command === "apply")?.at(-1)).toBe(out?.slice("-out=".length));
  });

  test("applies nothing when the plan is another one, and says on the pull request what differs", async () => {
    await review();
    planned("second");
    const { code, out } = await apply({ pull: "7" });
    expect(code).toBe(1);
    expect(out).toContain("development  refused\n  The plan is no longer the one that was reviewed");
    expect(out).toContain("1 change planned in another way than reviewed:\n    terraform_data.it");
    expect(applied()).toBe(0);
    expect(github.shown[1]).toMatch(/^### Apply: not done\n/);
  });

  test("does not show what a function was given that failed, of stacks that a change handed over", async () => {
    await review();
    const stdout = errorLine("Error in function call", "invalid CIDR address: s-e-c-r-e-t.");
    world.answer(
      { program: "terraform", asks: "version", stdout: "Terraform v1.11.4\n" },
      { program: "terraform", asks: "init" },
      { program: "terraform", asks: "plan -input", status: 1, stdout },
    );
    const { out } = await apply({ pull: "7", stacks: handOver(world, "development") });
    expect(out).toContain("Plan it on your own machine to see it.");
    expect(out).not.toContain("s-e-c-r-e-t");
    expect((await apply({ pull: "7" })).out).toContain("s-e-c-r-e-t");
  });

  test("names no secret where it says what differs or what holds data, and takes the address that it says", async () => {
    const bucket = (imported: boolean) => ({
      address: 'aws_s3_bucket.it["secret-token"]',
      mode: "managed",
      type: "aws_s3_bucket",
      name: "it",
      change: { actions: ["delete"], before: {}, after: null, ...(imported && { importing: { id: "it" } }) },
    });
    plannedChanges([bucket(false)]);
    await review();
    plannedChanges([bucket(true)]);
    const { out } = await apply({ pull: "7" });
    const shown = 'aws_s3_bucket.it["(sensitive)"]';
    expect(out).toContain(`1 change planned in another way than reviewed:\n    ${shown}`);
    expect(out).toContain(`--allow-destroy='${shown}'`);
    expect(github.shown.join("")).toContain(`--allow-destroy='${shown}'`);
    expect(out + github.shown.join("")).not.toContain("secret-token");
    plannedChanges([bucket(false)]);
    expect((await apply({ pull: "7", allowDestroy: [shown] })).code).toBe(0);
  });

  test("applies nothing that no comment has", async () => {
    const { code, out } = await apply({ pull: "7" });
    expect(code).toBe(1);
    expect(out).toContain("Nobody reviewed a plan of it: the comment on the pull request has none.");
    expect(applied()).toBe(0);
  });

  test("asks no engine when somebody edited the comment", async () => {
    await review();
    github.editors.set(github.comments[0]?.id ?? 0, "reviewer");
    const before = world.calls("terraform").length;
    const { code, err } = await apply({ pull: "7" });
    expect(code).toBe(1);
    expect(err).toMatch(
      /^reviewer edited what was reviewed: https:\S+ Plan again, and have that reviewed\. Nothing was applied\.$/,
    );
    expect(world.calls("terraform")).toHaveLength(before);
  });

  test("takes a digest that somebody types, and says nothing on GitHub", async () => {
    const digest = await review();
    expect((await apply({ digest: [digest] })).code).toBe(0);
    expect(github.shown).toHaveLength(1);
    const wrong = await apply({ digest: [`sha256:${"0".repeat(64)}`] });
    expect(wrong.code).toBe(1);
    expect(wrong.out).toContain("A digest alone does not say which changes differ");
  });

  test("shows the plan to whoever sits at the terminal, and applies it when they type the name", async () => {
    const { code, out, err } = await apply({}, {}, "development");
    expect({ code, out }).toEqual({ code: 0, out: "development  applied: 1 added" });
    expect(err).toContain("development  1 to add");
    expect(applied()).toBe(1);
  });

  test("applies nothing when they type something else", async () => {
    const { code, err } = await apply({}, {}, "yes");
    expect(code).toBe(1);
    expect(err).toContain("Not confirmed. Nothing was applied.");
    expect(applied()).toBe(0);
  });

  test("fails where nobody can be asked, and in CI without a token", async () => {
    expect((await apply({})).err).toBe(
      "Nobody can be asked here, and nothing says what was reviewed: --pull <number>, or --digest <stack>=sha256:…",
    );
    expect((await apply({}, { GITHUB_ACTIONS: "true", GITHUB_TOKEN: "", GH_TOKEN: "" })).err).toBe(
      "Neither GITHUB_TOKEN nor GH_TOKEN is set: what was reviewed can't be read. Nothing was applied.",
    );
    expect((await apply({ pull: "7x" })).err).toBe('--pull: "7x" is not the number of a pull request.');
  });

  test("prints the results for a machine, and comments nothing when it is told so", async () => {
    await review();
    planned("first", 1);
    const { code, out } = await apply({ pull: "7", json: true, comment: false });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject([{ kind: "failed", stack: "development", step: "apply" }]);
    expect(github.shown).toHaveLength(1);
  });
});
