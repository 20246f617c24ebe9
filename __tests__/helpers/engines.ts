import { spawnSync } from "node:child_process";
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Run } from "./clone";
import type { StackView } from "./stack-view";

/** The engines that run the platform's JSON, each with the variable that may name its binary. */
const variables = { terraform: "TERRAFORM", tofu: "TOFU" } as const;

/** Terraform or OpenTofu. */
export type EngineName = keyof typeof variables;

/** Where an engine is: named by its variable, or on the PATH. */
export function findEngine(name: EngineName, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env[variables[name]];
  if (named) return named;
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** What to say when an engine isn't there. */
export function missingEngine(name: EngineName): string {
  return `${name} is neither on the PATH nor named by ${variables[name]}.`;
}

/**
 * Tests of each engine. One that is missing is skipped with the reason in the test's name; in CI, where nothing may
 * be skipped, its test fails.
 */
export function describeEngines(title: string, body: (engine: Engine) => void): void {
  for (const name of ["terraform", "tofu"] as const) {
    const binary = findEngine(name);
    describe(`${title} with ${name}`, () => {
      if (binary !== undefined) body(new Engine(name, binary));
      else if (process.env["CI"]) test("finds the engine", () => Promise.reject(new Error(missingEngine(name))));
      else test.skip(`is skipped: ${missingEngine(name)}`, () => undefined);
    });
  }
}

/** An engine that is there. */
export class Engine {
  constructor(
    readonly name: EngineName,
    readonly binary: string,
  ) {}

  /** Runs a command of the engine in a stack's folder. */
  run(folder: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Run {
    const env = { ...process.env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", ...environment };
    // The schemas of a provider come to many megabytes.
    const options = { cwd: folder, env, encoding: "utf8", maxBuffer: 1 << 28 } as const;
    const { status, stdout, stderr, error } = spawnSync(this.binary, args, options);
    if (error) throw error;
    return { code: status, stdout, stderr };
  }

  /** Runs a command that must succeed, and gives what it printed. */
  succeed(folder: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): string {
    const { code, stdout, stderr } = this.run(folder, args, environment);
    if (code !== 0)
      throw new Error(`${this.name} ${args.join(" ")} in ${folder} ended with ${String(code)}:\n${stdout}${stderr}`);
    return stdout;
  }
}

/** A folder like the repository's, with synthesized stacks that an engine can run. */
export class StackFolder {
  readonly root = mkdtempSync(join(tmpdir(), "platform-engine-"));

  /** Where Terraform runs for a stack. */
  folder(stack: string): string {
    return join(this.root, "cdktf.out", "stacks", stack);
  }

  /** Writes stacks as synthesis would. */
  write(views: Readonly<Record<string, StackView>>): void {
    for (const [name, view] of Object.entries(views)) {
      mkdirSync(this.folder(name), { recursive: true });
      writeFileSync(join(this.folder(name), "cdk.tf.json"), view.text);
    }
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // not there, or not ours to run: the caller looks further
  }
}
