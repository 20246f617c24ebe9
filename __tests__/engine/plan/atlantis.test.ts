import { execFileSync, spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { COMMENT, PACKAGES, TAKE_STACKS, TOKEN_VARIABLE } from "../../../catalog/components/atlantis/hooks";
import { repository } from "../../../cli/root";
import { Clone } from "../../helpers/clone";
import { describeSimulated } from "../aws/production";
import { CREDENTIALS } from "./plans";

const RECEIVE = /^.* atlantis receive (\S+)$/m;

/** A pull request that raises how many machines production has, as an Atlantis server has it checked out. */
class Checkout {
  readonly clone = new Clone();
  private readonly ci = new Clone();

  constructor(private readonly env: NodeJS.ProcessEnv) {
    this.clone.remove("node_modules"); // Not in Git.
    cpSync(join(repository, "package-lock.json"), this.clone.path("package-lock.json"));
    this.git("init", "--quiet", "--initial-branch=change");
    this.commit();
    this.git("update-ref", "refs/remotes/origin/main", "HEAD");
    this.clone.edit("environments/production.yaml", "maxSize: 9", "maxSize: 12");
    this.commit();
    this.ci.edit("environments/production.yaml", "maxSize: 9", "maxSize: 12");
    this.ci.platform("synth");
  }

  /** Runs a hook as a server would, but for what it has from GitHub. */
  hook(script: string): { readonly status: number | null; readonly out: string } {
    const local = script.replaceAll(PACKAGES, repository).replace(RECEIVE, `cp -R ${this.ci.path("cdktf.out")} $1`);
    const env = {
      ...this.env,
      ...{ PATH: process.env["PATH"], DIR: this.clone.root, BASE_BRANCH_NAME: "main" },
      ...{
        BASE_REPO_OWNER: "example",
        BASE_REPO_NAME: "platform",
        HEAD_COMMIT: "0123abc",
        PULL_NUM: "7",
        [TOKEN_VARIABLE]: "",
      },
    };
    const { status, stdout, stderr } = spawnSync("sh", ["-c", local], { env, encoding: "utf8" });
    return { status, out: stdout + stderr };
  }

  dispose(): void {
    this.clone.dispose();
    this.ci.dispose();
  }

  git(...args: readonly string[]): string {
    const who = ["-c", "user.name=ci", "-c", "user.email=ci@example.com"];
    return execFileSync("git", [...who, ...args], { cwd: this.clone.root, encoding: "utf8" });
  }

  private commit(): void {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message=change");
  }
}

describeSimulated("the hooks of an Atlantis server", (engine) => {
  const checkout = new Checkout({
    ...CREDENTIALS,
    TERRAFORM_BINARY_NAME: engine.binary,
    TF_CLI_CONFIG_FILE: process.env["TF_CLI_CONFIG_FILE"],
  });
  afterAll(() => {
    checkout.dispose();
  });

  test("place what CI synthesized, so that Atlantis sees the stacks that change, and comment their plans", () => {
    expect(TAKE_STACKS).toMatch(RECEIVE);
    const { status, out } = checkout.hook(TAKE_STACKS);
    expect({ status, out }).toEqual({ status: 0, out: "To plan: production.\n" });
    const seen = checkout.git("ls-files", "--others", "--exclude-standard", "ci-cdktf.out").trim().split("\n");
    expect(seen).toEqual(["ci-cdktf.out/stacks/production/cdk.tf.json"]);
    const commented = checkout.hook(COMMENT);
    expect(commented.status).toBe(0);
    expect(commented.out).toContain("Neither GITHUB_TOKEN nor GH_TOKEN is set: the comment is only printed.");
    expect(commented.out).toMatch(/^### Plan: 2 stacks failed; 1 stack waiting$/m); // There is no S3 here.
    expect(commented.out).toMatch(/<code>production<\/code> · failed at init/);
  });
});
