import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { ATLANTIS_FILE, atlantisText } from "../../../cli/atlantis/file";
import { writeProjects } from "../../../cli/commands/atlantis";
import { Clone } from "../../helpers/clone";
import { World } from "../world/world";
import { stack } from "./stacks";

const root = join(__dirname, "../../..");

/** What Atlantis takes of this file without anybody's permission: `server/core/config/raw` of 0.46.0, strictly. */
const project = z.strictObject({
  // A name stands in addresses, so it is of what needs no escaping there.
  name: z.string().regex(/^[\w.~/-]+$/),
  branch: z
    .string()
    .regex(/^\/.*\/$/)
    .optional(),
  dir: z.string().regex(/^(?!.*\.\.)[^*?[]+$/),
  workspace: z
    .string()
    .regex(/^(?!.*\.\.)[^/\\]+$/)
    .optional(),
  terraform_distribution: z.enum(["terraform", "opentofu"]).optional(),
  terraform_version: z.string().optional(),
  execution_order_group: z.int().optional(),
  depends_on: z.array(z.string()).optional(),
  autoplan: z
    .strictObject({ enabled: z.boolean().optional(), when_modified: z.array(z.string()).optional() })
    .optional(),
});
const schema = z.strictObject({
  version: z.literal(3),
  automerge: z.boolean().optional(),
  autodiscover: z
    .strictObject({
      mode: z.enum(["auto", "enabled", "disabled"]).optional(),
      ignore_paths: z.array(z.string()).optional(),
    })
    .optional(),
  parallel_plan: z.boolean().optional(),
  parallel_apply: z.boolean().optional(),
  abort_on_execution_order_fail: z.boolean().optional(),
  allowed_regexp_prefixes: z.array(z.string()).optional(),
  projects: z.array(project).optional(),
});

describe("atlantisText", () => {
  test("begins with who writes it, and says what is not in it", () => {
    expect(atlantisText([stack("a", [], "local"), stack("b")]).split("version:")[0]).toBe(
      `# Generated; \`npm run platform -- atlantis\` writes it. docs/guides/atlantis.md says how a server is set up for it.
# Workflows, requirements and locks are not here: Atlantis reads this file as the pull request has it.
# Nor are stacks whose state lies on a machine: a server can't plan them.
`,
    );
  });

  test("holds what Atlantis takes, and none of the keys that need the server's permission", () => {
    const read = schema.parse(parse(readFileSync(join(root, ATLANTIS_FILE), "utf8")));
    expect(read.projects?.map(({ name }) => name)).toEqual([
      "production",
      "production-data",
      "state",
      "production-bootstrap",
    ]);
  });

  test("is not a folder that Git ignores, or Atlantis plans nothing", () => {
    const ignored = readFileSync(join(root, ".gitignore"), "utf8").split("\n").filter(Boolean);
    expect(ignored.filter((line) => "ci-cdktf.out/".startsWith(line))).toEqual([]);
  });
});

describe("platform atlantis", () => {
  const clone = new Clone(["environments", "registry", ".mermaid-diagrams"]);
  const world = new World([], {});
  afterAll(() => {
    clone.dispose();
    world.dispose();
  });
  const run = (only: boolean) =>
    world.run((context) => Promise.resolve().then(() => writeProjects(context, only)), { root: clone.root });

  test("--check fails when the file is missing, and writes nothing", async () => {
    expect(await run(true)).toMatchObject({
      code: 1,
      err: "atlantis.yaml  is missing. Run: npm run platform -- atlantis",
    });
    expect(clone.has(ATLANTIS_FILE)).toBe(false);
  });

  test("writes the file that is committed here, and then has nothing to do", async () => {
    expect(await run(false)).toEqual({ code: 0, out: "Wrote atlantis.yaml.", err: "" });
    expect(clone.read(ATLANTIS_FILE)).toBe(readFileSync(join(root, ATLANTIS_FILE), "utf8"));
    expect(await run(true)).toEqual({ code: 0, out: "atlantis.yaml is up to date.", err: "" });
  });

  test("--check fails when somebody edited it, and leaves it as it is", async () => {
    clone.edit(ATLANTIS_FILE, "parallel_apply: true", "parallel_apply: false");
    expect(await run(true)).toMatchObject({
      code: 1,
      err: "atlantis.yaml  is stale. Run: npm run platform -- atlantis",
    });
    expect(clone.read(ATLANTIS_FILE)).toContain("parallel_apply: false");
  });

  test("writes nothing while an environment file is wrong", async () => {
    clone.edit("environments/staging.yaml", "\ncomponents:", "\ncomponets:");
    expect(await run(false)).toMatchObject({ code: 1, err: expect.stringContaining("componets") });
    expect(clone.read(ATLANTIS_FILE)).toContain("parallel_apply: false");
  });
});
