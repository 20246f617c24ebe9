import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareEnvironments } from "../../bench/prepare";
import { validate } from "../../cli/validate";

describe("generated environments", () => {
  test("are accepted like any others", () => {
    const root = mkdtempSync(join(tmpdir(), "platform-bench-test-"));
    try {
      prepareEnvironments(root, 3);
      expect(validate(root, "2026-01-01")).toEqual({ ok: true, messages: [], stacks: 3, environments: 3 });
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
