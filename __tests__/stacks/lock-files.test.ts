import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bringLocks } from "../../stacks/lock-files";

describe("lock files of providers", () => {
  const root = mkdtempSync(join(tmpdir(), "platform-lock-files-"));
  const folder = (stack: string): string => join(root, "cdktf.out/stacks", stack);
  const lock = (stack: string): string => readFileSync(join(folder(stack), ".terraform.lock.hcl"), "utf8");
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  test("come to the stacks that have one; others keep what the engine wrote", () => {
    for (const stack of ["pinned", "free", "new"]) mkdirSync(folder(stack), { recursive: true });
    mkdirSync(join(root, "locks"));
    writeFileSync(join(root, "locks/pinned.terraform.lock.hcl"), "committed");
    writeFileSync(join(folder("pinned"), ".terraform.lock.hcl"), "the engine's");
    writeFileSync(join(folder("free"), ".terraform.lock.hcl"), "the engine's");
    bringLocks(root, join(root, "cdktf.out"), [{ name: "pinned" }, { name: "free" }, { name: "new" }]);
    expect([lock("pinned"), lock("free")]).toEqual(["committed", "the engine's"]);
    expect(readdirSync(folder("new"))).toEqual([]);
    expect(readdirSync(folder("pinned"))).toEqual([".terraform.lock.hcl"]);
  });
});
