import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { locksCommand } from "../../cli/commands/locks";
import { lockText, SIMULATED } from "./locks/lock-texts";
import { EKS_FILES } from "./world/files";
import { World, type Ran } from "./world/world";

const AWS = ["production-data", "production"];
const BOOTSTRAP = lockText({ helm: "3.1.1", kubernetes: "2.38.0" });

let world: World;
beforeEach(() => {
  world = new World([], EKS_FILES);
});
afterEach(() => {
  world.dispose();
});

/** An engine that writes this lock file, or fails with these words, and notes what it was given. */
function engine({ writes = "", fails }: { readonly writes?: string; readonly fails?: string }): void {
  world.write("written", writes);
  world.write("words", fails ?? "");
  const script = `#!/bin/sh
PATH=/usr/bin:/bin
[ "$1" = version ] && { echo "Terraform v1.11.4"; exit 0; }
echo "$*" >>${world.root}/calls
env | grep -E '^TF_CLI' | sort >${world.root}/settings
cat *.tf.json >>${world.root}/asked
cat .terraform.lock.hcl >>${world.root}/kept 2>/dev/null
cat ${world.root}/words >&2
[ -s ${world.root}/words ] && exit 1
cp ${world.root}/written .terraform.lock.hcl
`;
  world.write("bin/terraform", script, 0o755);
}

function locks(
  names: readonly string[] = [],
  options: Parameters<typeof locksCommand>[2] = {},
  env = {},
): Promise<Ran> {
  return world.run((context) => locksCommand(context, names, options), { env: { ...world.env, ...env } });
}

const lock = (stack: string): string => `locks/${stack}.terraform.lock.hcl`;
const written = (): string[] => (existsSync(join(world.root, "locks")) ? readdirSync(join(world.root, "locks")) : []);

describe("platform locks", () => {
  test("makes what is missing, for all platforms, once for stacks that ask for the same", async () => {
    engine({ writes: lockText({ aws: "6.26.0" }) });
    world.write(lock("production-bootstrap"), BOOTSTRAP);
    const { code, out, err } = await locks();
    expect({ code, out }).toEqual({ code: 0, out: AWS.map((stack) => `wrote ${lock(stack)}`).join("\n") });
    expect(err).toBe(`Fetching hashicorp/aws for ${AWS.map(lock).join(", ")}`);
    expect(world.read("calls")).toBe(
      "providers lock -no-color -platform=linux_amd64 -platform=linux_arm64 -platform=darwin_arm64 -platform=darwin_amd64\n",
    );
    expect(world.read(lock("production"))).toBe(lockText({ aws: "6.26.0" }));
    expect(await locks([], { check: true })).toEqual({ code: 0, out: "The lock files fit the stacks.", err: "" });
    expect((await locks()).out).toBe("The lock files fit the stacks.");
  });

  test("asks the registry alone, whatever the settings of the machine say", async () => {
    engine({ writes: lockText({ aws: "6.26.0" }) });
    const env = { TF_CLI_CONFIG_FILE: "/mirror.tfrc", TF_CLI_ARGS_providers_lock: "-fs-mirror=/mirror" };
    await locks(["production-data"], {}, env);
    expect(world.read("settings")).toMatch(/^TF_CLI_CONFIG_FILE=\S+\/empty\.tfrc\n$/);
  });

  test("keeps the versions that still fit, and takes newer ones when it is asked to", async () => {
    engine({ writes: BOOTSTRAP });
    world.write(lock("production-bootstrap"), lockText({ helm: "3.1.1", kubernetes: "1.0.0" }));
    await locks(["production-bootstrap"]);
    expect(world.read("kept")).toContain("hashicorp/helm");
    expect(world.read("kept")).not.toContain("hashicorp/kubernetes");
    world.write("kept", "");
    await locks(["production-bootstrap"], { upgrade: true });
    expect(world.read("kept")).toBe("");
  });

  test("writes none that did not come from a registry, nor any other with it", async () => {
    engine({ writes: SIMULATED.replaceAll("random", "aws").replace("3.7.2", "6.25.0") });
    expect(await locks(["production", "production-data"])).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringContaining(`This lock did not come from a registry. Nothing was written.
  registry.terraform.io/hashicorp/aws has no checksums that a registry signs for
A mirror's checksums are worth nothing on other machines.`),
    });
    expect(written()).toEqual([]);
  });

  test("says what to do where the registry can't be reached", async () => {
    engine({ fails: "\nError: Could not retrieve providers\n\nno such host\n" });
    const { code, err } = await locks();
    expect(code).toBe(1);
    expect(err).toContain(`terraform could not get the providers from their registry. Nothing was written.
  Error: Could not retrieve providers
  
  no such host
Run "npm run platform -- locks" where the registry can be reached, and commit locks/.`);
    expect(written()).toEqual([]);
  });

  test("removes those of stacks that are gone, unless only some stacks are looked at", async () => {
    engine({ writes: lockText({ aws: "6.26.0" }) });
    world.write(lock("gone"), BOOTSTRAP);
    await locks(["production"]);
    expect(written()).toContain("gone.terraform.lock.hcl");
    world.write(lock("production-bootstrap"), BOOTSTRAP);
    expect((await locks()).out).toContain(`removed ${lock("gone")}`);
    expect(written()).not.toContain("gone.terraform.lock.hcl");
  });
});

describe("platform locks --check", () => {
  test("writes nothing, and tells everything that is wrong", async () => {
    world.write(lock("production"), lockText({ aws: "6.24.0" }));
    world.write(lock("production-bootstrap"), BOOTSTRAP);
    world.write(lock("gone"), BOOTSTRAP);
    expect(await locks([], { check: true })).toEqual({
      code: 1,
      out: "",
      err: `locks/production-data.terraform.lock.hcl  is not there. Run: npm run platform -- locks
locks/production.terraform.lock.hcl  hashicorp/aws is 6.24.0, and the stack asks for ~> 6.25. Run: npm run platform -- locks
locks/gone.terraform.lock.hcl  belongs to no stack that asks for providers. Run: npm run platform -- locks`,
    });
    expect(written()).toHaveLength(3);
  });

  test("finds a lock that was made from a mirror", async () => {
    for (const stack of AWS) world.write(lock(stack), SIMULATED.replaceAll("random", "aws").replace("3.7.2", "6.25.0"));
    world.write(lock("production-bootstrap"), BOOTSTRAP);
    const { code, err } = await locks([], { check: true });
    expect(code).toBe(1);
    expect(err).toContain("hashicorp/aws has no checksums that a registry signs for");
  });
});
