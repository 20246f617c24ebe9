import { resolve } from "node:path";
import { loadPlatform } from "../../catalog/load-platform";
import { formatProblems, type Environment, type K3sEnvironment, type Platform } from "../../config";

/** The project's own repository. */
export const ROOT = resolve(__dirname, "../..");

/** The project's own environments. */
export function platform(): Platform {
  const result = loadPlatform(ROOT);
  if (!result.ok) throw new Error(formatProblems(result.problems));
  return result.platform;
}

/** The k3s environment with three servers, or with as many as a test wants. */
export function staging(servers = 3, taintedServers = false): K3sEnvironment {
  const found = platform().environments.find(
    (environment): environment is K3sEnvironment => environment.kind === "k3s",
  );
  const [server] = Object.values(found?.cluster.servers ?? {});
  if (found === undefined || server === undefined) throw new Error("There is no k3s environment.");
  const taints: K3sEnvironment["cluster"]["servers"][string]["taints"] = taintedServers
    ? { "node-role.kubernetes.io/control-plane": { effect: "NoSchedule" } }
    : {};
  const names = Array.from({ length: servers }, (_, index) => `server-${index + 1}`);
  const nodes = Object.fromEntries(names.map((name) => [name, { ...server, taints }]));
  return { ...found, cluster: { ...found.cluster, servers: nodes, agents: {} } };
}

/** An environment with another credential for its repository. */
export function withCredential(credential: Environment["gitops"]["credential"]): Environment {
  const environment = staging();
  return { ...environment, gitops: { ...environment.gitops, credential } };
}
