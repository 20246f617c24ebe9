import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Commits what is in a folder, which becomes a git repository; with no setting of the person whose machine this is. */
export function commitAll(folder: string): void {
  const env = { PATH: process.env["PATH"], GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const git = (...args: readonly string[]): void => {
    execFileSync("git", args, { cwd: folder, env, stdio: "pipe" });
  };
  if (!existsSync(join(folder, ".git"))) {
    git("init", "--quiet", "--initial-branch=main");
    writeFileSync(join(folder, ".gitignore"), "node_modules\ncdktf.out\n");
  }
  git("add", "--all");
  git("-c", "user.name=bench", "-c", "user.email=bench@example.org", "commit", "--quiet", "--message", "bench");
}

/** Gives an agent of the first generated environment another address. */
export function changeOneEnvironment(root: string): void {
  const file = join(root, "environments", "cluster-001.yaml");
  const before = readFileSync(file, "utf8");
  const after = before.replace('"10.0.1.21"', '"10.0.1.31"');
  if (after === before) throw new Error(`${file}: no agent has the address 10.0.1.21.`);
  writeFileSync(file, after);
}
