import { existsSync } from "node:fs";
import { join } from "node:path";
import { requireSignIn } from "../aws-sign-in";
import type { Context } from "../context";
import { eksPlace } from "../eks";
import { Failure } from "../failure";
import { runAttached } from "../run-attached";
import { kubectlIn, withApi, type FoundEks } from "./api";
import { emptyCluster } from "./empty-cluster";
import { findLeftovers, type Leftover } from "./leftovers";
import { engineNamespace, type ClusterState } from "./look";
import type { GoingStack, StackPlan } from "./stacks";
import { STOPPED, waitUntilGone, type Pace } from "./wait";

const BINARY = "node_modules/.bin/cdktf";

/** A cluster on EKS that goes, and what was seen of it. */
export interface GoingCluster extends FoundEks {
  readonly state: ClusterState;
}

/** Does what was explained. Each step looks first, so that after a failure or a kill the same command goes on. */
export async function carryOut(
  context: Context,
  { going }: StackPlan,
  cluster: GoingCluster | undefined,
  pace: Pace,
): Promise<void> {
  const cdktf = join(context.root, BINARY);
  if (!existsSync(cdktf)) throw new Failure(`${BINARY} is not there. npm ci installs it. Nothing was changed.`);
  const take = (stack: GoingStack, env: NodeJS.ProcessEnv): Promise<void> => destroyStack(context, cdktf, stack, env);
  if (cluster) {
    await empty(context, cluster, pace);
    await clearAws(context, cluster, pace);
  }
  for (const stack of going) {
    if (pace.stopped.aborted) throw new Failure(STOPPED);
    if (!stack.needsApi || cluster === undefined) await take(stack, context.env);
    else if (cluster.state.kind === "seen") {
      await withApi(context, cluster, (env) => take(stack, env));
    } else {
      context.tell(`${stack.name} is left out: it went with the cluster, and its next deploy finds that out.`);
    }
  }
}

async function empty(context: Context, cluster: GoingCluster, pace: Pace): Promise<void> {
  const { state } = cluster;
  if (state.kind !== "seen") return;
  const { tell } = context;
  const namespace = engineNamespace(cluster);
  await withApi(context, cluster, (env) =>
    emptyCluster({ kubectl: kubectlIn(env), namespace, named: state.contents, pace, tell }),
  );
}

/** The network can't go while a load balancer is in it, and a volume costs money for ever. */
async function clearAws({ env, tell }: Context, cluster: GoingCluster, pace: Pace): Promise<void> {
  const { environment, organization, state } = cluster;
  const place = eksPlace(environment, organization);
  const retained =
    state.kind === "seen"
      ? state.contents.volumes.flatMap(({ deleted, handle }) => (deleted || handle === undefined ? [] : [handle]))
      : [];
  // A role's keys last an hour, and a wait may be longer.
  const look = async (): Promise<readonly Leftover[]> =>
    findLeftovers((await requireSignIn(env, place, "destroy")).env, place, retained);
  if (state.kind === "seen") {
    await waitUntilGone(pace, "things in AWS", async () => (await look()).map(({ id }) => id), {
      tell,
      late: async () => removalText(await look()),
    });
    return;
  }
  // Nobody is left who would remove them.
  const left = await look();
  const balancers = left.filter(({ kind }) => kind === "load balancer");
  if (balancers.length > 0) throw new Failure(`The network can't go while it has load balancers. ${removalText(left)}`);
  if (left.length > 0) tell(`The cluster leaves volumes behind. ${removalText(left)}`);
}

function removalText(left: readonly Leftover[]): string {
  return ["To remove them, if nobody needs them:", ...left.map(({ command }) => `  ${command}`)].join("\n");
}

/** cdktf refuses one of two stacks that belong together, unless it is told not to look. */
async function destroyStack(
  { root, tell }: Context,
  cdktf: string,
  { name }: GoingStack,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  tell(`Destroying the stack ${name}`);
  const args = ["destroy", name, "--auto-approve", "--ignore-missing-stack-dependencies"];
  const status = await runAttached(cdktf, args, { env, cwd: root });
  if (status !== 0) throw new Failure(`cdktf did not destroy ${name}. The same command goes on from here.`);
}
