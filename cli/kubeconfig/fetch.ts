import type { K3sEnvironment } from "../../config";
import { API_PORT } from "../../constructs/k3s/config-files";
import type { Context } from "../context";
import { requireSignIn } from "../aws-sign-in";
import { eksPlace } from "../eks";
import type { Found } from "../environment";
import { Failure } from "../failure";
import { machinesOf, serversAmong, type Machine } from "../k3s/machines";
import { runProgram } from "../run-program";
import { runOnMachine } from "../ssh";
import { eksEntry } from "./eks-entry";
import { entryOf, type KubeconfigEntry } from "./entry";

/** Seconds that reading a file from a server may take, its connection included. */
const SECONDS = 30;
/** What k3s wrote for the administrator of its cluster. */
const K3S_FILE = "/etc/rancher/k3s/k3s.yaml";

/** Gets the administrator's access to the cluster of an environment. */
export async function fetchEntry(context: Context, { environment, organization }: Found): Promise<KubeconfigEntry> {
  if (environment.kind === "k3d") return fromK3d(context, environment.name);
  if (environment.kind === "eks") {
    const place = eksPlace(environment, organization);
    return eksEntry(await requireSignIn(context.env, place, "kubeconfig"), place, environment.name);
  }
  return fromServers(context, environment, serversAmong(machinesOf(environment, organization)));
}

/** From the first server that answers and is set up; what is wrong with those before it is told. */
async function fromServers(
  context: Context,
  { name, cluster }: K3sEnvironment,
  servers: readonly Machine[],
): Promise<KubeconfigEntry> {
  const reasons: string[] = [];
  for (const { node, target } of servers) {
    const outcome = await runOnMachine(target, {
      script: `[ -s ${K3S_FILE} ] || exit 44\ncat ${K3S_FILE}`,
      connectSeconds: Math.min(10, target.timeoutSeconds),
      timeoutSeconds: SECONDS,
      env: context.env,
    });
    if (outcome.ok && outcome.status === 0) {
      reasons.forEach((reason) => {
        context.tell(`Passed over ${reason}`);
      });
      return entryOf(outcome.stdout, name, `https://${cluster.endpoint ?? node.address}:${String(API_PORT)}`);
    }
    if (!outcome.ok) reasons.push(`${node.name}: ${outcome.fault.what}. ${outcome.fault.fix}`);
    else if (outcome.status === 44) reasons.push(`${node.name}: k3s was never started there. npx cdktf deploy ${name}`);
    else reasons.push(`${node.name}: ${K3S_FILE} can't be read. See that ${target.user} may use sudo.`);
  }
  throw new Failure(`No server of ${name} gives access:\n${reasons.map((reason) => `  ${reason}`).join("\n")}`);
}

async function fromK3d({ env }: Context, name: string): Promise<KubeconfigEntry> {
  const ended = await runProgram("k3d", ["kubeconfig", "get", name], { env, timeoutSeconds: SECONDS });
  if (ended.kind === "missing")
    throw new Failure(`k3d is not on the PATH. npm run platform -- doctor ${name} says how to get it.`);
  if (ended.kind === "timeout")
    throw new Failure(`k3d did not answer within ${String(SECONDS)} seconds. Does Docker run?`);
  if (ended.status !== 0) {
    throw new Failure(`k3d knows no running cluster "${name}". Make it: npx cdktf deploy ${name}`);
  }
  return entryOf(ended.stdout, name);
}
