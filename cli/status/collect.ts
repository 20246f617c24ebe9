import type { EksEnvironment, Environment, K3dEnvironment, K3sEnvironment, Organization } from "../../config";
import { engineBootstrap, engineFollowed } from "../../catalog/inventory";
import { handover, installJob, rootObject, type Handover } from "../../constructs/gitops/handover";
import { check } from "../../main";
import type { Context } from "../context";
import { signIn } from "../aws-sign-in";
import { describeEks, eksPlace } from "../eks";
import type { Found } from "../environment";
import { clusterViewScript, parseClusterView, type ClusterView } from "../k3s/cluster-view";
import { machinesOf, type Machine } from "../k3s/machines";
import { probe, type Probe } from "../k3s/probe";
import { withLibrary } from "../k3s/script";
import { dockerFaults, k3dClusterState, runInServer } from "../k3d";
import { missingSecrets } from "../secrets";
import { runOnMachine } from "../ssh";
import { agentKeys } from "../ssh-agent";
import { askApi } from "./eks-api";
import type { Observations } from "./observations";

/** Seconds that a machine has to answer: status is asked often, and a machine that is there answers at once. */
const CONNECT_SECONDS = 8;
const PROBE_SECONDS = 30;

/** Looks at everything that a first run needs, machines in parallel, and changes nothing. */
export async function observe(context: Context, { environment, organization }: Found): Promise<Observations> {
  const followed = engineFollowed(environment, organization);
  const { ground, cluster } = await observeGround(context, environment, organization);
  return {
    environment: environment.name,
    messages: synthesisMessages(context.root),
    missingSecrets: missingSecrets(context.env, environment),
    engine: environment.gitops.engine === "flux" ? "Flux" : "Argo CD",
    root: rootObject(followed),
    job: installJob(followed),
    cluster,
    ground,
  };
}

function synthesisMessages(root: string): readonly string[] {
  const outcome = check(root);
  if (!outcome.ok) return outcome.messages;
  outcome.synthesis.discard();
  return [];
}

type Seen = Pick<Observations, "ground" | "cluster">;

async function observeGround(context: Context, environment: Environment, organization: Organization): Promise<Seen> {
  const names = (): Handover => handover(engineBootstrap(environment, organization));
  switch (environment.kind) {
    case "k3s": {
      const owner = `${organization.name}/${environment.name}`;
      return observeK3s(context, environment, {
        names: names(),
        machines: machinesOf(environment, organization),
        owner,
      });
    }
    case "k3d":
      return observeK3d(context, environment, names());
    case "eks":
      return observeEks(context, environment, organization);
  }
}

async function observeK3s(
  { env }: Context,
  environment: K3sEnvironment,
  {
    names,
    machines,
    owner,
  }: { readonly names: Handover; readonly machines: readonly Machine[]; readonly owner: string },
): Promise<Seen> {
  const agent = await agentKeys(env);
  const probes = await Promise.all(
    machines.map(async (machine) => ({
      machine,
      probe: await probe(machine, { env, connectSeconds: CONNECT_SECONDS, timeoutSeconds: PROBE_SECONDS }),
    })),
  );
  const cluster = await firstView(env, probes, names);
  const seen = probes.map(({ machine: { node }, probe: result }) => ({
    name: node.name,
    role: node.role,
    probe: result,
  }));
  return { ground: { kind: "k3s", version: environment.cluster.version, owner, agent, machines: seen }, cluster };
}

/** What the API of the first server that has one says. */
async function firstView(
  env: NodeJS.ProcessEnv,
  probes: readonly { readonly machine: Machine; readonly probe: Probe }[],
  names: Handover,
): Promise<ClusterView | undefined> {
  for (const { machine, probe: result } of probes) {
    if (machine.node.role !== "server" || !result.ok || result.state.service !== "active") continue;
    const script = withLibrary(machine.variables, clusterViewScript(names));
    const outcome = await runOnMachine(machine.target, { env, script, timeoutSeconds: PROBE_SECONDS });
    const view = outcome.ok ? parseClusterView(outcome.stdout, names.root) : undefined;
    if (view) return view;
  }
  return undefined;
}

async function observeEks(context: Context, environment: EksEnvironment, organization: Organization): Promise<Seen> {
  const root = rootObject(engineFollowed(environment, organization));
  const place = eksPlace(environment, organization);
  const signedIn = await signIn(context.env, place, "status");
  const answer = signedIn.kind === "fault" ? signedIn : await describeEks(signedIn.env, place);
  const publicApi = environment.cluster.publicAccess.length > 0;
  const runs = answer.kind === "cluster" && answer.cluster.status === "ACTIVE";
  const api = runs ? await askApi(context, { environment, organization }, root, publicApi) : undefined;
  return {
    ground: { kind: "eks", answer, publicApi, api },
    cluster: api?.kind === "view" ? api.view : undefined,
  };
}

async function observeK3d({ env }: Context, environment: K3dEnvironment, names: Handover): Promise<Seen> {
  const faults = await dockerFaults(env, environment.name);
  const cluster = faults.length === 0 ? await k3dClusterState(env, environment.name) : "absent";
  if (cluster !== "running") return { ground: { kind: "k3d", faults, cluster }, cluster: undefined };
  const script = withLibrary({}, `BIN=k3s\n${clusterViewScript(names)}`);
  const output = await runInServer(env, environment.name, script);
  return {
    ground: { kind: "k3d", faults, cluster },
    cluster: output === undefined ? undefined : parseClusterView(output, names.root),
  };
}
