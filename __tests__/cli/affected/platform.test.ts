import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Clone } from "../../helpers/clone";

/** A clone of this repository that is a git repository itself, with everything committed. */
function committedClone(): Clone {
  const clone = new Clone();
  clone.write(".gitignore", "/tmp/\nnode_modules\n");
  mkdirSync(clone.path("tmp"));
  git(clone, "init", "--quiet", "--initial-branch=main");
  commit(clone);
  return clone;
}

function git(clone: Clone, ...args: readonly string[]): string {
  const who = ["-c", "user.name=test", "-c", "user.email=test@example.org"];
  const { code, stdout, stderr } = clone.run("git", [...who, ...args]);
  if (code !== 0) throw new Error(stderr);
  return stdout;
}

function commit(clone: Clone): void {
  git(clone, "add", "--all");
  git(clone, "commit", "--quiet", "--message", "change");
}

function affected(clone: Clone, ...args: readonly string[]): { code: number | null; stdout: string; stderr: string } {
  return clone.run(process.execPath, ["cli/run.js", "affected", ...args], { TMPDIR: clone.path("tmp") });
}

describe("platform affected in this repository", () => {
  const clone = committedClone();
  afterAll(() => {
    clone.dispose();
  });
  afterEach(() => {
    git(clone, "checkout", "--quiet", "--", ".");
    git(clone, "clean", "--quiet", "--force", "-d");
  });

  test("names the stacks of the environments that were edited, and what comes after them", () => {
    clone.edit("environments/staging.yaml", "v1.35.4+k3s1", "v1.35.5+k3s1");
    clone.edit("environments/production.yaml", "cidr: 10.20.0.0/16", "cidr: 10.77.0.0/16");
    const { code, stdout } = affected(clone, "--base", "main");
    const [heading, ...rows] = stdout.trimEnd().split("\n");
    expect({ code, heading }).toEqual({
      code: 2,
      heading: "stack                 environment  how        because of",
    });
    expect(rows).toEqual([
      expect.stringMatching(/^production {12}production {3}changed {4}aws_\w+\.\S+, aws_\w+\.\S+, \d+ more$/),
      "production-bootstrap  production   dependent  production",
      expect.stringMatching(/^staging {15}staging {6}changed {4}terraform_data\.\S+/),
    ]);
  });

  test("affects nothing when nothing was changed, whatever of the base it shares", () => {
    const { code, stdout, stderr } = affected(clone, "--base", "main");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "None of 8 stacks is affected.\n" });
    expect(stderr).not.toContain("Everything");
  });

  test("names the stacks that a change of the code makes other, each revision with its own", () => {
    clone.edit("stacks/variables.ts", "Any long random text", "A long random text");
    const { code, stdout } = affected(clone, "--base", "main");
    expect(code).toBe(2);
    const [, ...rows] = stdout.trimEnd().split("\n");
    expect(rows.map((row) => row.replace(/ +/g, " "))).toEqual([
      "edge-eu edge-eu changed var.k3s_token",
      "edge-us edge-us changed var.k3s_token",
      "staging staging changed var.k3s_token",
    ]);
  });

  test("affects nothing by what Argo CD and Flux pull, and by comments", () => {
    clone.edit("environments/staging.yaml", /^/, "# Of two people's machines.\n");
    clone.write("registry/README.md", "words");
    expect(affected(clone, "--base", "main")).toMatchObject({ code: 0, stdout: "None of 8 stacks is affected.\n" });
  });

  test("fails with the places of what is wrong", () => {
    clone.edit("environments/staging.yaml", "version: v1.35.4+k3s1", "version: latest");
    const { code, stdout, stderr } = affected(clone, "--base", "main");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^environments\/staging\.yaml:\d+:\d+ {2}cluster\.version: "latest" is .*\n$/);
  });

  test("wants to know what to compare with", () => {
    expect(affected(clone)).toMatchObject({
      code: 1,
      stderr: "error: required option '--base <ref>' not specified\nTry --help.\n",
    });
  });

  test("cleans up when Ctrl-C stops it", async () => {
    const app = clone.read("main.ts");
    // The base never ends, and leaves a temporary folder; the files as they are do end.
    clone.write(
      "main.ts",
      `const { mkdtempSync, writeFileSync } = require("node:fs");\nmkdtempSync(require("node:os").tmpdir() + "/left-");\nwriteFileSync(process.env["CDKTF_OUTDIR"] + ".begun", "");\nAtomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);\n${app}`,
    );
    commit(clone);
    clone.write("main.ts", app);
    const env = { PATH: process.env["PATH"], HOME: clone.root, TMPDIR: clone.path("tmp") };
    const child = spawn(process.execPath, ["cli/run.js", "affected", "--base", "main"], {
      cwd: clone.root,
      env,
    });
    let said = "";
    child.stderr.on("data", (text) => (said += String(text)));
    const ended = new Promise((done) => child.on("close", done));
    const begun = (): boolean =>
      readdirSync(clone.path("tmp")).some((folder) => existsSync(clone.path(`tmp/${folder}/base-stacks.begun`)));
    while (!begun()) await sleep(20);
    if (child.pid === undefined) throw new Error("It did not start.");
    process.kill(child.pid, "SIGINT");
    expect(await ended).toBe(1);
    expect(said).toBe("Stopped. Nothing was changed.\n");
    expect(readdirSync(clone.path("tmp"))).toEqual([]);
    expect(git(clone, "worktree", "list").trim().split("\n")).toHaveLength(1);
    git(clone, "reset", "--quiet", "--hard", "HEAD~1");
  }, 60_000);
});
