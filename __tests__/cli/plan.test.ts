import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { check } from "../../main";
import type { JsonObject } from "../../stacks/synthesized-stack";
import { planCommand } from "../../cli/commands/plan";
import { creating, planOf } from "./planning/fake-engine";
import { FILES } from "./world/files";
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

  describe("of what a change handed over", () => {
    /** The stacks of this world, one of them altered, as CI's job without an identity hands them over. */
    function handOver(alter: (json: JsonObject) => JsonObject): string {
      const outcome = check(world.root);
      if (!outcome.ok) throw new Error(outcome.messages.join("\n"));
      const { stacks, discard } = outcome.synthesis;
      discard();
      for (const { name, json } of stacks) {
        const text = JSON.stringify(name === "staging" ? alter(json) : json);
        world.write(`change/stacks/${name}/cdk.tf.json`, text);
      }
      const listed = stacks.map(({ name, dependencies }) => [name, { dependencies }]);
      world.write("change/manifest.json", JSON.stringify({ stacks: Object.fromEntries(listed) }));
      return join(world.root, "change");
    }

    test("plans that, with the lock file that is here", async () => {
      world.write("locks/staging.terraform.lock.hcl", "# here\n");
      const stacks = handOver((json) => ({ ...json, output: { more: { value: "theirs" } } }));
      expect(await plan(["staging"], { stacks }, { TF_VAR_k3s_token: TOKEN })).toMatchObject({ code: 2 });
      expect(world.read("cdktf.out/stacks/staging/cdk.tf.json")).toContain('"theirs"');
      expect(world.read("cdktf.out/stacks/staging/.terraform.lock.hcl")).toBe("# here\n");
    });

    test("refuses what could do harm, and runs nothing", async () => {
      const stacks = handOver((json) => ({ ...json, output: { more: { value: '${file("/proc/self/environ")}' } } }));
      const { code, err } = await plan(["staging"], { stacks }, { TF_VAR_k3s_token: TOKEN });
      expect([code, asked()]).toEqual([1, []]);
      expect(err).toContain("staging: output.more.value: ");
      expect(world.read("cdktf.out/stacks/staging/cdk.tf.json")).not.toContain("${file(");
    });
  });
});
