import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
});
