import type { Context } from "../context";
import { ENGINE_VERSION } from "../doctor/tools";
import { atLeast } from "../doctor/versions";
import { Failure } from "../failure";
import { runProgram, type RunOptions } from "../run-program";

/** How a command of an engine ended. */
export interface EngineRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Terraform or OpenTofu, as it is on this machine. */
export interface Engine {
  readonly name: "terraform" | "tofu";
  readonly version: string;
  /** What to type to run it. */
  readonly program: string;
  /** Runs a command in a stack's folder. */
  readonly run: (
    folder: string,
    args: readonly string[],
    options?: Pick<RunOptions, "onLine" | "stopping">,
  ) => Promise<EngineRun>;
}

const NAMES = { Terraform: "terraform", OpenTofu: "tofu" } as const;

/**
 * The engine that TERRAFORM_BINARY_NAME names, else `terraform`. Asked for its version in words: `version -json` of
 * OpenTofu says "terraform_version" as well.
 */
export async function findEngine({ env }: Pick<Context, "env">): Promise<Engine> {
  const program = env["TERRAFORM_BINARY_NAME"] || "terraform";
  const quiet = { ...env, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1", NO_COLOR: "1" };
  const asked = await runProgram(program, ["version"], { env: quiet });
  if (asked.kind !== "ended") {
    throw new Failure(
      `${program} is not on the PATH. "npm run platform -- doctor" says how to get it; TERRAFORM_BINARY_NAME=tofu takes OpenTofu.`,
    );
  }
  const [, kind, version] = /^(Terraform|OpenTofu) v(\S+)/m.exec(asked.stdout) ?? [];
  if ((kind !== "Terraform" && kind !== "OpenTofu") || version === undefined) {
    throw new Failure(`"${program} version" names no version of Terraform or OpenTofu: ${asked.stdout.trim()}`);
  }
  if (!atLeast(version, ENGINE_VERSION)) {
    throw new Failure(`${program} is ${kind} ${version}; the stacks need ${ENGINE_VERSION} or newer.`);
  }
  const run: Engine["run"] = async (folder, args, options = {}) => {
    const ended = await runProgram(program, args, { env: quiet, cwd: folder, ...options });
    if (ended.kind === "ended") return ended;
    throw new Failure(`${program} is not on the PATH any more, or ${folder} is gone.`); // Both are ENOENT.
  };
  return { name: NAMES[kind], version, program, run };
}
