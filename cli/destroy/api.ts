import type { EksEnvironment, Organization } from "../../config";
import { requireSignIn } from "../aws-sign-in";
import type { Context } from "../context";
import { eksPlace } from "../eks";
import { Failure } from "../failure";
import { eksEntry } from "../kubeconfig/eks-entry";
import { runProgram } from "../run-program";
import { withKubeconfig, withTunnel } from "../tunnel/with-tunnel";

/** Seconds that one call of kubectl may take, the aws command's token included. */
const SECONDS = 60;

/** Runs kubectl and gives what it prints; undefined where the cluster does not know the kind. */
export type Kubectl = (args: readonly string[]) => Promise<string | undefined>;

/** An environment on EKS with the organization that it belongs to. */
export interface FoundEks {
  readonly environment: EksEnvironment;
  readonly organization: Organization;
}

/**
 * Opens the way to a cluster's API for as long as something uses it: none where this shell has one or the API is public,
 * else the tunnel.
 *
 * @param use gets the environment of programs that ask the API: no key of a role is in it.
 */
export async function withApi<Result>(
  { env }: Context,
  { environment, organization }: FoundEks,
  use: (env: NodeJS.ProcessEnv) => Promise<Result>,
): Promise<Result> {
  const place = eksPlace(environment, organization);
  const signedIn = await requireSignIn(env, place, "destroy");
  const entry = await eksEntry(signedIn, place, environment.name);
  const proxy = env["KUBE_PROXY_URL"];
  if (!proxy && environment.cluster.publicAccess.length === 0) {
    return withTunnel(signedIn, place, entry, ({ access }) => use({ ...env, ...access }));
  }
  const cluster = { ...entry.cluster, ...(proxy ? { "proxy-url": proxy } : {}) };
  return withKubeconfig({ ...entry, cluster }, (KUBECONFIG) => use({ ...env, KUBECONFIG }));
}

/** kubectl in an environment that {@link withApi} gave. */
export function kubectlIn(env: NodeJS.ProcessEnv): Kubectl {
  return async (args) => {
    const ended = await runProgram("kubectl", [...args, "--request-timeout=30s"], { env, timeoutSeconds: SECONDS });
    if (ended.kind === "missing") throw new Failure("kubectl is not on the PATH.");
    if (ended.kind === "timeout") throw new Failure(`kubectl had no answer within ${String(SECONDS)} seconds.`);
    if (ended.status === 0) return ended.stdout;
    if (ended.stderr.includes("the server doesn't have a resource type")) return undefined;
    const reason = ended.stderr.trim().split("\n").at(-1) ?? "";
    throw new Failure(`kubectl ${args.slice(0, 2).join(" ")} failed: ${reason || "it gave no reason"}`);
  };
}
