import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { z } from "zod";
import { check } from "../../../main";
import { objectOf } from "../../../stacks/synthesized-stack";

/** checkov, named by CHECKOV. */
const checkov = process.env["CHECKOV"];
const missing = "CHECKOV names no checkov: pip install checkov.";

const report = z.object({
  results: z.object({
    failed_checks: z.array(z.object({ check_id: z.string(), file_path: z.string(), resource: z.string() })),
  }),
  summary: z.object({ passed: z.number(), parsing_errors: z.number() }),
});

/** Skipped with the reason where there is none; in CI, where nothing may be skipped, the tests fail. */
function describeCheckov(title: string, body: () => void): void {
  if (checkov !== undefined || process.env["CI"]) describe(title, body);
  else describe.skip(`${title} (skipped: ${missing})`, body);
}

describeCheckov("checkov on the stacks of AWS", () => {
  const work = mkdtempSync(join(tmpdir(), "platform-checkov-"));
  const outcome = check(resolve(__dirname, "../../.."));
  if (!outcome.ok) throw new Error(outcome.messages.join("\n"));
  outcome.synthesis.discard();
  const environments = outcome.platform.environments.filter(({ kind }) => kind === "eks");
  const names = environments.map(({ name }) => name);
  const { organization } = outcome.platform;
  const stacks = outcome.synthesis.stacks.filter(
    ({ environment }) => environment === undefined || names.includes(environment),
  );
  /** Checks that the file of a stack excepts. */
  const exceptedFor = new Map(
    stacks.map(({ name, environment }) => {
      const { exceptions } = environments.find((one) => one.name === environment) ?? organization;
      return [name, Object.keys(exceptions).filter((id) => id.startsWith("CKV"))];
    }),
  );
  let found: z.output<typeof report>;

  beforeAll(async () => {
    if (checkov === undefined) throw new Error(missing);
    for (const { name, json } of stacks) {
      // It can't read a file with required_version, and says so in no exit code.
      const { required_version: _, ...settings } = objectOf(json["terraform"]);
      mkdirSync(join(work, name));
      writeFileSync(join(work, name, "cdk.tf.json"), JSON.stringify({ ...json, terraform: settings }, null, 2));
    }
    found = report.parse(JSON.parse(await run(checkov, work)));
  });

  afterAll(() => {
    rmSync(work, { recursive: true, force: true });
  });

  test("reads every stack", () => {
    expect(stacks.map(({ name }) => name)).toEqual(["state", "production-data", "production", "production-bootstrap"]);
    expect(found.summary.parsing_errors).toBe(0);
    expect(found.summary.passed).toBeGreaterThan(200);
  });

  test("finds nothing that the stack's file does not except, with its reason", () => {
    const told = found.results.failed_checks.map(({ check_id: id, file_path: file, resource }) => ({
      id,
      stack: stackOf(file),
      resource,
    }));
    expect(told.filter(({ id, stack }) => !exceptedFor.get(stack)?.includes(id))).toEqual([]);
  });

  test("finds everything that is excepted: an exception that nothing needs goes", () => {
    const failed = found.results.failed_checks.map(({ check_id: id, file_path: file }) => ({
      id,
      file: fileOf(stackOf(file)),
    }));
    const unneeded = [...exceptedFor].flatMap(([stack, ids]) =>
      ids.filter((id) => !failed.some((one) => one.id === id && one.file === fileOf(stack))),
    );
    expect(unneeded).toEqual([]);
  });

  /** The environment whose file a stack goes by; none for the organization's. */
  function fileOf(stack: string): string | undefined {
    return stacks.find(({ name }) => name === stack)?.environment;
  }
});

/** The stack whose folder a file is in: `/production/cdk.tf.json`. */
function stackOf(file: string): string {
  return basename(dirname(file));
}

/** What it found, as JSON; it ends with 1 when that is something. */
function run(program: string, folder: string): Promise<string> {
  const args = [
    "--directory",
    folder,
    "--framework",
    "terraform_json",
    "--skip-download",
    "--output",
    "json",
    "--quiet",
  ];
  return new Promise((done, fail) => {
    execFile(program, args, { maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (stdout.trim() === "") fail(new Error(`checkov said nothing: ${stderr || (error?.message ?? "")}`));
      else done(stdout);
    });
  });
}
