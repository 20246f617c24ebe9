import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { typedDigests } from "../../cli/applying/reviewed";
import { planCommand } from "../../cli/commands/plan";
import { SMALL_APP } from "./affected/repository";
import { creating, errorLine, planOf } from "./planning/fake-engine";
import { FILES } from "./world/files";
import { handOver } from "./world/hand-over";
import { World, type Ran, type Rule } from "./world/world";

const TOKEN = "correct-horse-battery";
const REPORT = "cdktf.out/plans/report.json";
const VERSION: Rule = { program: "terraform", asks: "version", stdout: "Terraform v1.11.4\n" };

let world: World;
beforeEach(() => {
  world = new World(["terraform"], FILES);
  world.answer(
    VERSION,
    { program: "terraform", asks: "init" },
    { program: "terraform", asks: "plan -input", status: 2 },
    { program: "terraform", asks: "show", stdout: planOf({ resource_changes: [creating(`token ${TOKEN}`)] }) },
  );
});
afterEach(() => {
  world.dispose();
});

function plan(names: readonly string[], options: Parameters<typeof planCommand>[2] = {}, env = {}): Promise<Ran> {
  return world.run((context) => planCommand(context, names, options, undefined), { env: { ...world.env, ...env } });
}

const asked = (): string[] => world.calls("terraform").map(({ args }) => args[0] ?? "");

describe("platform plan", () => {
  test("synthesizes, plans and prints what would change, and keeps the report for a comment", async () => {
    const { code, out } = await plan(["staging"], {}, { TF_VAR_k3s_token: TOKEN });
    expect(code).toBe(2);
    expect(out).toContain("staging  1 to add");
    expect(out).toContain("token (sensitive)");
    expect(asked()).toEqual(["version", "init", "plan", "show"]);
    expect(statSync(join(world.root, REPORT)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(world.read(REPORT))).toMatchObject({
      version: 1,
      stacks: [{ stack: "staging", status: "planned" }],
    });
    expect(out + world.read(REPORT)).not.toContain(TOKEN);
  });

  test("ends with what platform apply takes to apply exactly that, where there is anything to apply", async () => {
    const { out } = await plan(["development"]);
    const typed = / --digest (\S+)$/m.exec(out)?.[1] ?? "";
    const { stacks }: { readonly stacks: readonly { readonly digest: string }[] } = JSON.parse(world.read(REPORT));
    expect([...typedDigests([typed], ["development"]).values()]).toEqual([{ digest: stacks[0]?.digest }]);
    world.answer(VERSION, { program: "terraform", asks: "init" });
    world.answer(
      { program: "terraform", asks: "plan -input" },
      { program: "terraform", asks: "show", stdout: planOf({}) },
    );
    expect((await plan(["development"])).out).not.toContain("--digest");
  });

  test("cuts what is long, unless it is asked for all", async () => {
    const long = `${"x".repeat(500)}y`;
    world.answer(
      VERSION,
      { program: "terraform", asks: "init" },
      { program: "terraform", asks: "plan -input", status: 2 },
      { program: "terraform", asks: "show", stdout: planOf({ resource_changes: [creating(long)] }) },
    );
    const { out } = await plan(["development"]);
    expect(out).not.toContain(long);
    expect(out).toContain("plan --full");
    expect((await plan(["development"], { full: true })).out).toContain(long);
  });

  test("prints the same report as JSON", async () => {
    const { out } = await plan(["development"], { json: true });
    expect(JSON.parse(out)).toEqual(JSON.parse(world.read(REPORT)));
  });

  test("names every variable that is missing before it runs anything", async () => {
    expect(await plan([])).toEqual({
      code: 1,
      out: "",
      err: `TF_VAR_k3s_token is not set. It is needed by staging: read -rs TF_VAR_k3s_token && export TF_VAR_k3s_token
Nothing was planned.`,
    });
    expect(asked()).toEqual([]);
  });

  test.each([
    [{ parallel: "0" }, '--parallel: "0" is not a number of stacks from 1 to 99.'],
    [{ parallel: "many" }, '--parallel: "many" is not a number of stacks from 1 to 99.'],
    [{ lockTimeout: "10" }, '--lock-timeout: "10" is not a duration such as 30s or 10m.'],
    [{ lockTimeout: "1m -out=x" }, '--lock-timeout: "1m -out=x" is not a duration such as 30s or 10m.'],
  ])("refuses %j", async (options, message) => {
    expect(await plan(["development"], options)).toEqual({ code: 1, out: "", err: message });
  });

  test("waits for a lock as long as it is told to", async () => {
    await plan(["development"], { lockTimeout: "1m30s" });
    expect(world.calls("terraform").flatMap(({ args }) => args)).toContain("-lock-timeout=1m30s");
  });

  test("leaves no report of an earlier plan when there is none to make", async () => {
    world.write(REPORT, "{}");
    world.write("environments/staging.yaml", "kind: k3x\n");
    const { code, out, err } = await plan([]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain('environments/staging.yaml:1:7  kind: "k3x"');
    expect(existsSync(join(world.root, REPORT))).toBe(false);
    const json = await plan([], { json: true });
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([expect.objectContaining({ file: "environments/staging.yaml", path: "kind" })]),
    });
  });

  describe("of what is affected", () => {
    /** Commits this world, as far as `platform affected` reads it, and then changes the input of a stack. */
    function change(...changed: readonly string[]): NodeJS.ProcessEnv {
      const env = { PATH: `${join(world.root, "bin")}:${process.env["PATH"] ?? ""}`, HOME: world.root };
      const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: world.root, env, stdio: "pipe" });
      const write = (names: readonly string[]): void => {
        const stack = (name: string) => [name, { environment: name, json: { output: names.includes(name) } }];
        world.write("stacks.json", JSON.stringify(Object.fromEntries(["development", "staging"].map(stack))));
      };
      for (const [file, text] of Object.entries(SMALL_APP)) world.write(file, text);
      write([]);
      git("init", "--quiet", "--initial-branch=main");
      git("add", "--all");
      git("-c", "user.name=test", "-c", "user.email=test@example.org", "commit", "--quiet", "--message", "first");
      write(changed);
      return env;
    }

    test("plans and shows only what concerns the stacks that are named", async () => {
      const env = change("development", "staging");
      const { code, out, err } = await plan(["development"], { affected: "main" }, env);
      expect({ code, out }).toEqual({ code: 2, out: expect.stringMatching(/^development {2}1 to add/) });
      expect(err).toContain("development  development  changed");
      expect(out + err).not.toContain("staging");
    });

    test("says in a sentence when nothing of what is named is affected", async () => {
      const env = change("development");
      expect(await plan(["staging"], { affected: "main" }, env)).toMatchObject({
        code: 0,
        out: "No stack of staging is affected.",
        err: "",
      });
    });

    test("names the option by which somebody said what is not there", async () => {
      expect(await plan([], { affected: "nosuch" }, change())).toEqual({
        code: 1,
        out: "",
        err: '--affected: there is no commit "nosuch" in this clone.',
      });
    });
  });

  describe("of what a change handed over", () => {
    test("plans that, with the lock file that is here", async () => {
      world.write("locks/staging.terraform.lock.hcl", "# here\n");
      const stacks = handOver(world, "staging", (json) => ({ ...json, output: { more: { value: "theirs" } } }));
      expect(await plan(["staging"], { stacks }, { TF_VAR_k3s_token: TOKEN })).toMatchObject({ code: 2 });
      expect(world.read("cdktf.out/stacks/staging/cdk.tf.json")).toContain('"theirs"');
      expect(world.read("cdktf.out/stacks/staging/.terraform.lock.hcl")).toBe("# here\n");
    });

    test("does not show what a function was given that failed, which is shown of one's own", async () => {
      const stdout = errorLine("Error in function call", `invalid CIDR address: ${TOKEN.replace(/\B/g, "-")}.`);
      world.answer(
        VERSION,
        { program: "terraform", asks: "init" },
        { program: "terraform", asks: "plan -input", status: 1, stdout },
      );
      const theirs = await plan(["staging"], { stacks: handOver(world, "staging") }, { TF_VAR_k3s_token: TOKEN });
      expect(theirs).toMatchObject({ code: 1, out: expect.stringContaining("Plan it on your own machine to see it.") });
      expect(theirs.out + world.read(REPORT)).not.toContain("c-o-r-r-e-c-t");
      expect((await plan(["staging"], {}, { TF_VAR_k3s_token: TOKEN })).out).toContain("c-o-r-r-e-c-t");
    });

    test("says beside the plans which stacks it no longer has", async () => {
      const stacks = handOver(world, "staging", undefined, "development");
      const { out } = await plan(["staging"], { stacks }, { TF_VAR_k3s_token: TOKEN });
      expect(out).toMatch(/^development {2}removed: /m);
      expect(JSON.parse(world.read(REPORT))).toMatchObject({
        stacks: [{ stack: "staging" }, { stack: "development", status: "removed" }],
      });
    });

    test("refuses what could do harm, and runs nothing", async () => {
      const stacks = handOver(world, "staging", (json) => ({
        ...json,
        output: { more: { value: '${file("/proc/self/environ")}' } },
      }));
      const { code, err } = await plan(["staging"], { stacks }, { TF_VAR_k3s_token: TOKEN });
      expect([code, asked()]).toEqual([1, []]);
      expect(err).toContain("staging: output.more.value: ");
      expect(world.read("cdktf.out/stacks/staging/cdk.tf.json")).not.toContain("${file(");
    });
  });
});
