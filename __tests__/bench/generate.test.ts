import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changeOneEnvironment, commitAll } from "../../bench/commit";
import { prepareEnvironments } from "../../bench/prepare";
import { check } from "../../main";

describe("generated environments", () => {
  test("are accepted like any others", () => {
    const root = mkdtempSync(join(tmpdir(), "platform-bench-test-"));
    try {
      prepareEnvironments(root, 3);
      const outcome = check(root);
      expect(outcome.ok ? outcome.synthesis.stacks.map(({ name }) => name) : outcome).toHaveLength(3);
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  test("are committed, and changed in one environment, which is accepted as well", () => {
    const root = mkdtempSync(join(tmpdir(), "platform-bench-test-"));
    const git = (...args: readonly string[]): string => execFileSync("git", args, { cwd: root, encoding: "utf8" });
    try {
      prepareEnvironments(root, 2);
      commitAll(root);
      changeOneEnvironment(root);
      commitAll(root);
      expect(git("diff", "--stat", "HEAD~1", "HEAD", "--name-only")).toBe("environments/cluster-001.yaml\n");
      expect(git("status", "--porcelain")).toBe("");
      expect(check(root).ok).toBe(true);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
