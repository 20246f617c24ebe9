import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A running control plane with a real kustomize-controller, and the kinds that the catalog's components use. */
export interface FluxCluster {
  /** Scratch space that goes with the cluster. */
  readonly work: string;
  readonly kubeconfig: string;
  /** Runs kubectl and gives what it prints. */
  readonly kubectl: (args: readonly string[], stdin?: string) => Promise<string>;
  /** Serves a git repository and gives its URL. */
  readonly serve: (repository: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Parts of the names of files with definitions: those of the components, and k3s's own HelmChart. */
const DEFINED = [
  "cert-manager.io",
  "external-secrets.io",
  "gateway.envoyproxy.io",
  "gateway.networking.k8s.io",
  "helm.cattle.io",
  "kyverno.io",
  "monitoring.coreos.com",
  "velero.io",
];

/** Starts one in a folder of its own, by the scripts in the folder that CONTROL_PLANE names. */
export async function startFluxCluster(): Promise<FluxCluster> {
  const scripts = resolve(process.env["CONTROL_PLANE"] ?? "");
  const work = mkdtempSync(join(tmpdir(), "platform-flux-"));
  const directory = join(work, "cluster");
  const script = async (name: string, ...args: readonly string[]): Promise<string> => {
    const { stdout } = await run(join(scripts, name), args, { maxBuffer: 1 << 26 });
    return stdout.trimEnd().split("\n").pop() ?? "";
  };
  const stop = async (): Promise<void> => {
    await script("down", directory);
    rmSync(work, { recursive: true, force: true });
  };
  try {
    const up = () => script("up", directory, "--flux", "--no-crds");
    // On a busy machine a program may take longer to answer than it is given; asked again, it has.
    const kubeconfig = await up().catch(up);
    const env = { ...process.env, KUBECONFIG: kubeconfig };
    const files = readdirSync(join(directory, "crds")).filter((file) => DEFINED.some((group) => file.includes(group)));
    const named = files.flatMap((file) => ["-f", join(directory, "crds", file)]);
    await run("kubectl", ["apply", "--server-side", ...named], { env, maxBuffer: 1 << 26 });
    return {
      work,
      kubeconfig,
      async kubectl(args, stdin) {
        const child = run("kubectl", args, { env, maxBuffer: 1 << 26 });
        child.child.stdin?.end(stdin ?? "");
        return (await child).stdout;
      },
      serve: (repository) => script("git-serve", directory, repository),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
