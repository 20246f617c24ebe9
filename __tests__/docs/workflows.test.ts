import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { root } from "./markdown";

const folder = ".github/workflows";
const files = readdirSync(join(root, folder));

const step = z.strictObject({
  name: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const job = z.object({
  "timeout-minutes": z.int().min(1).max(120),
  permissions: z.undefined().optional(),
  steps: z.array(step).min(1),
});
const workflow = z.object({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: z.strictObject({ contents: z.literal("read") }),
  concurrency: z.strictObject({ group: z.string(), "cancel-in-progress": z.boolean() }),
  jobs: z.record(z.string(), job),
});
const manifest = z.object({ scripts: z.record(z.string(), z.string()) });

describe.each(files)("the workflow %s", (file) => {
  const text = readFileSync(join(root, folder, file), "utf8");
  const parsed = workflow.safeParse(parse(text));

  test("may only read, has time limits, and is one run at a time", () => {
    expect(parsed.error?.issues).toBeUndefined();
  });

  test("pins every action by its commit, with the version beside it", () => {
    const uses = text.split("\n").filter((line) => /^\s*(- )?uses:/.test(line));
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses) expect(line).toMatch(/uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("gives one action one version", () => {
    const pins = [...text.matchAll(/uses: ([\w./-]+)@(\S+ # \S+)/g)].map(([, action, pin]) => `${action} ${pin}`);
    const actions = new Set([...new Set(pins)].map((pin) => pin.split(" ")[0]));
    expect(new Set(pins).size).toBe(actions.size);
  });

  test("runs without any secret, and nothing of a pull request with more rights", () => {
    expect(text).not.toMatch(/secrets\.|pull_request_target|persist-credentials: true/);
  });

  test("runs scripts that exist", () => {
    const { scripts } = manifest.parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

test("CI runs on the Node versions that the platform supports", () => {
  const ci = readFileSync(join(root, folder, "ci.yml"), "utf8");
  expect(ci).toContain("node: [20, 22, 24]");
});
