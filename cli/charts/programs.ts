import type { Context } from "../context";
import { Failure } from "../failure";
import { runProgram } from "../run-program";

/** The program that templates charts: named by HELM, or on the PATH. */
export function helmProgram(env: NodeJS.ProcessEnv): string {
  return env["HELM"] ?? "helm";
}

/** What a run of helm came to: what it printed, or what it said was wrong. */
export type Helped = { readonly ok: true; readonly stdout: string } | { readonly ok: false; readonly problem: string };

/** Helm, with a cache of its own so that nothing of the user's is read or changed. */
export class Helm {
  private readonly env: NodeJS.ProcessEnv;

  constructor(context: Context, folder: string) {
    this.env = { ...context.env, HELM_CACHE_HOME: folder, HELM_CONFIG_HOME: folder, HELM_DATA_HOME: folder };
  }

  /** Fails when there is no helm that could run. */
  async mustBeThere(): Promise<void> {
    const tried = await runProgram(helmProgram(this.env), ["version", "--short"], { env: this.env });
    if (tried.kind === "ended" && tried.status === 0) return;
    const named = this.env["HELM"];
    throw new Failure(
      named === undefined
        ? "helm is not on the PATH: install it (https://helm.sh/docs/intro/install/), or name it by HELM=/path/to/helm."
        : `HELM: "${named}" does not run. Name the program itself: HELM=/path/to/helm.`,
    );
  }

  async run(args: readonly string[], input?: string): Promise<Helped> {
    const ended = await runProgram(helmProgram(this.env), args, { env: this.env, input });
    if (ended.kind !== "ended") return { ok: false, problem: `${helmProgram(this.env)} is not there any more` };
    if (ended.status === 0) return { ok: true, stdout: ended.stdout };
    return { ok: false, problem: firstProblem(ended.stderr) };
  }
}

/** Helm's own words, on one line. */
function firstProblem(stderr: string): string {
  const lines = stderr.split("\n").map((line) => line.trim());
  return lines
    .filter((line) => line !== "" && !/^(WARNING|Use --debug|level=)/.test(line))
    .join(" ")
    .replace(/^Error: /, "");
}
