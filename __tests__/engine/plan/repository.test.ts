import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Clone } from "../../helpers/clone";
import { describeSimulated } from "../aws/production";
import { CREDENTIALS } from "./plans";

const TOKEN = "correct-horse-battery";
const AWS = ["state", "production-data", "production", "production-bootstrap"];

interface Stack {
  readonly stack: string;
  readonly status: string;
  readonly waitsFor?: readonly string[];
}

describeSimulated("platform plan, of the repository's own environments", (engine) => {
  const clone = new Clone();
  const temp = join(clone.root, "temp");
  const env: NodeJS.ProcessEnv = {
    ...CREDENTIALS,
    TERRAFORM_BINARY_NAME: engine.binary,
    TF_CLI_CONFIG_FILE: process.env["TF_CLI_CONFIG_FILE"],
    TF_VAR_k3s_token: TOKEN,
    TMPDIR: temp,
  };
  const platform = (args: readonly string[], more: NodeJS.ProcessEnv = {}) =>
    clone.run(process.execPath, ["cli/run.js", ...args], { ...env, ...more });

  beforeAll(() => {
    mkdirSync(temp);
    clone.platform("synth");
    for (const stack of AWS) {
      // There is no S3 here.
      const local = { terraform: { backend: { local: {} } } };
      clone.write(`cdktf.out/stacks/${stack}/state_override.tf.json`, JSON.stringify(local));
    }
  });

  afterAll(() => {
    clone.dispose();
  });

  test("plans every stack, and has the bootstrap of production wait for its cluster", () => {
    const { code, stdout, stderr } = platform(["plan", "--json"]);
    expect(code).toBe(2);
    const { stacks }: { readonly stacks: readonly Stack[] } = JSON.parse(stdout);
    expect(stacks.map(({ stack, status }) => `${stack} ${status}`)).toEqual([
      "state planned",
      "development planned",
      "edge-eu planned",
      "edge-us planned",
      "production-data planned",
      "production planned",
      "production-bootstrap waiting",
      "staging planned",
    ]);
    expect(stacks.find(({ stack }) => stack === "production-bootstrap")?.waitsFor).toEqual(["production"]);
    expect(stdout).toBe(clone.read("cdktf.out/plans/report.json"));
    for (const readable of ["eu-central-1", "staging.example.org", "example-production"])
      expect(stdout).toContain(readable);
    expect(stdout + stderr).not.toContain(TOKEN);
    expect(Object.keys(clone.files("temp"))).toEqual([]);
  });

  test("plans only what a change affects", () => {
    const git = (...args: readonly string[]) => {
      const run = clone.run("git", ["-c", "user.name=test", "-c", "user.email=test@example.org", ...args]);
      if (run.code !== 0) throw new Error(run.stderr);
    };
    clone.write(".gitignore", "/temp/\nnode_modules\ncdktf.out/\n");
    git("init", "--quiet");
    git("add", "--all");
    git("commit", "--quiet", "--message", "before");
    const before = clone.read("environments/edge-eu.yaml");
    clone.write("environments/edge-eu.yaml", before.replace("198.51.100.21", "198.51.100.22"));
    const { code, stdout, stderr } = platform(["plan", "--affected", "HEAD", "--json"]);
    clone.write("environments/edge-eu.yaml", before);
    expect(stderr).toMatch(/^edge-eu +edge-eu +changed /m);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ stacks: [{ stack: "edge-eu", status: "planned" }] });
    const none = platform(["plan", "--affected", "HEAD"]);
    expect(none.stdout.trim()).toBe("There is no stack to plan.");
    expect(none.stderr).toContain("None of 8 stacks is affected.");
    expect(none.code).toBe(0);
  });

  test("brings a committed lock file to its stack", () => {
    const lock = clone.read("cdktf.out/stacks/state/.terraform.lock.hcl");
    mkdirSync(clone.path("locks"));
    clone.write("locks/state.terraform.lock.hcl", `${lock}\n`);
    expect(platform(["plan", "state"]).code).toBe(2);
    expect(clone.read("cdktf.out/stacks/state/.terraform.lock.hcl")).toBe(`${lock}\n`);
    expect(platform(["locks", "state", "--check"]).stderr).toContain("no checksums that a registry signs for");
    clone.remove("locks");
  });

  test("makes no lock where the registry is out of reach, mirror or not", () => {
    const { code, stderr } = platform(["locks", "state"], { HTTPS_PROXY: "http://127.0.0.1:1" });
    expect(code).toBe(1);
    expect(stderr).toContain('Run "npm run platform -- locks" where the registry can be reached');
    expect(clone.has("locks")).toBe(false);
  });

  test("ends with 1 when Ctrl-C stops it, and gives every lock back", async () => {
    const child = spawn(process.execPath, ["cli/run.js", "plan", "staging", "edge-eu"], {
      cwd: clone.root,
      env: { PATH: process.env["PATH"], HOME: clone.root, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const said: string[] = [];
    const hear = (chunk: Buffer): void => {
      const begun = said.join("").includes("planning");
      said.push(chunk.toString());
      // As a terminal does it, to the whole process group; once.
      if (!begun && said.join("").includes("planning")) process.kill(-(child.pid ?? 0), "SIGINT");
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    const code = await new Promise((done) => child.on("close", done));
    expect(said.join("")).toContain("stopped");
    expect(code).toBe(1);
    expect(Object.keys(clone.files(".")).filter((file) => file.endsWith(".lock.info"))).toEqual([]);
    expect(Object.keys(clone.files("temp"))).toEqual([]);
  });
});
