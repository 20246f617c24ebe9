import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Folder with scripts (`up`, `down`, `git-serve`) that start a real API server with a real Argo CD, named by CONTROL_PLANE. */
const named = process.env.CONTROL_PLANE;
const folder = named === undefined ? "" : resolve(named);
const missing =
  named === undefined
    ? "CONTROL_PLANE names no folder with scripts for a test cluster"
    : existsSync(join(folder, "up"))
      ? undefined
      : `CONTROL_PLANE: there is no "up" in ${folder}`;

/** `describe` where a cluster can be had; elsewhere it skips and says what is missing; named wrongly, it fails. */
export function describeWithCluster(name: string, body: () => void): void {
  if (missing === undefined) describe(name, body);
  else if (named !== undefined) test(name, () => Promise.reject(new Error(missing)));
  else describe.skip(`${name} (skipped: ${missing})`, body);
}

/** A running cluster. */
export interface Cluster {
  /** Scratch space that goes with the cluster. */
  readonly work: string;
  readonly kubeconfig: string;
  /** Runs kubectl and gives what it prints. */
  readonly kubectl: (args: readonly string[], stdin?: string) => Promise<string>;
  /** Runs helm and gives what it prints. */
  readonly helm: (args: readonly string[]) => Promise<string>;
  /** Serves a git repository and gives its URL. */
  readonly serve: (repository: string) => Promise<string>;
  /** Adds custom resource definitions by the begin of their files' names. */
  readonly define: (...prefixes: readonly string[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** What a control plane is started with, beside the definitions of its engine. */
export interface ClusterProps {
  /** @default Argo CD; none for objects alone */
  readonly engine?: "argocd" | "none";
  /** Whether it knows every custom kind that can be had. @default false */
  readonly allDefinitions?: boolean;
}

/** Starts a control plane in a folder of its own. */
export async function startCluster({ engine = "argocd", allDefinitions = false }: ClusterProps = {}): Promise<Cluster> {
  const work = mkdtempSync(join(tmpdir(), "platform-cluster-"));
  const directory = join(work, "cluster");
  const script = async (name: string, ...args: readonly string[]): Promise<string> =>
    lastLine((await run(join(folder, name), args, { maxBuffer: 1 << 26 })).stdout);
  const stop = async (): Promise<void> => {
    await script("down", directory);
    rmSync(work, { recursive: true, force: true });
  };
  try {
    const bin = await script("build", "helm");
    const flags = [...(engine === "none" ? [] : [`--${engine}`]), ...(allDefinitions ? [] : ["--no-crds"])];
    const KUBECONFIG = await script("up", directory, ...flags);
    const env = {
      ...process.env,
      KUBECONFIG,
      HELM_CACHE_HOME: join(work, "helm"),
      HELM_CONFIG_HOME: join(work, "helm"),
    };
    const kubectl: Cluster["kubectl"] = async (args, stdin) => {
      const child = run("kubectl", args, { env, maxBuffer: 1 << 26 });
      child.child.stdin?.end(stdin ?? "");
      return (await child).stdout;
    };
    return {
      work,
      kubeconfig: KUBECONFIG,
      kubectl,
      helm: async (args) => (await run(join(bin, "helm"), args, { env, maxBuffer: 1 << 26 })).stdout,
      serve: (repository) => script("git-serve", directory, repository),
      async define(...prefixes) {
        await run(
          "bash",
          [
            "-c",
            `for f in ${prefixes.map((p) => `"${directory}"/crds/${p}*`).join(" ")}; do kubectl apply --server-side -f "$f"; done`,
          ],
          { env },
        );
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The path of the helm program, without a cluster. */
export async function helmProgram(): Promise<string> {
  return join(lastLine((await run(join(folder, "build"), ["helm"])).stdout), "helm");
}

/** Asks again until the answer is what is wanted; says the last answer when it never is. */
export async function eventually<Answer>(
  what: string,
  ask: () => Promise<Answer>,
  wanted: (answer: Answer) => boolean,
  seconds = 180,
): Promise<Answer> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > end)
      throw new Error(`${what} did not come true in ${seconds} s: ${JSON.stringify(answer, null, 2)}`);
    await new Promise((wake) => setTimeout(wake, 1000));
  }
}

function lastLine(output: string): string {
  return output.trimEnd().split("\n").pop() ?? "";
}
