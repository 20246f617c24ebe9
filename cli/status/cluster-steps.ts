import type { Delivered } from "../k3s/delivered";
import type { Observations } from "./observations";
import { worst, type Part, type Step } from "./step";

/** How people speak of what each engine brings. */
const KINDS = {
  "Argo CD": { kind: "Application", all: "applications", up: "synced and healthy" },
  Flux: { kind: "Kustomization", all: "kustomizations", up: "applied and ready" },
} as const;

/** From the running cluster to the GitOps engine that pulls everything: the same for all kinds. */
export function clusterSteps(seen: Observations, before: Step): readonly Step[] {
  const engine = engineStep(seen, before);
  const root = rootStep(seen, engine);
  const handover = handoverStep(seen, root);
  return [engine, root, handover, applicationsStep(seen, root)];
}

/** The command that makes an environment what its file says. */
export function deploy({ environment }: Pick<Observations, "environment">): string {
  return `npx cdktf deploy ${environment}`;
}

/** A command that speaks to the API, with the way to it: on EKS that is inside the network unless it is public. */
export function reaching(
  { environment, ground }: Pick<Observations, "environment" | "ground">,
  command: string,
): string {
  const inside = ground.kind === "eks" && !ground.publicApi;
  return inside ? `npm run platform -- tunnel ${environment} -- ${command}` : command;
}

/** The command that brings the engine: on EKS a stack of its own does, which cdktf deploys only beside the cluster's. */
function deployEngine(seen: Observations): string {
  if (seen.ground.kind !== "eks") return deploy(seen);
  return reaching(seen, `${deploy(seen)} ${seen.environment}-bootstrap`);
}

function rootOf({ cluster, root }: Observations): Delivered | undefined {
  return cluster?.delivered.find(({ name }) => name === root.name);
}

function waitingFor(id: string, title: string, step: Step): Step {
  return { id, title, state: "waiting", waitsFor: step.title };
}

function engineStep(seen: Observations, before: Step): Step {
  const base = { id: "engine", title: `${seen.engine} is installed` };
  if (rootOf(seen)) return { ...base, state: "done" };
  if (!seen.cluster) return waitingFor(base.id, base.title, before);
  const { namespace, name } = seen.job;
  switch (seen.cluster.job) {
    case "complete":
      return { ...base, state: "done" };
    case "running":
      return { ...base, state: "waiting", detail: "k3s is installing it" };
    case "failed": {
      const logs = `kubectl -n ${namespace} logs job/${name}`;
      return { ...base, state: "failed", detail: `the job ${name} failed and is tried again`, next: logs };
    }
    case "absent":
      if (before.state !== "done") return waitingFor(base.id, base.title, before);
      return { ...base, state: "todo", detail: "nothing installs it yet", next: deployEngine(seen) };
  }
}

function rootStep(seen: Observations, engine: Step): Step {
  const { kind, up } = KINDS[seen.engine];
  const base = { id: "root", title: `the root ${kind} is ${up}` };
  const root = rootOf(seen);
  if (!root) return waitingFor(base.id, base.title, engine);
  const { state, words } = root;
  return state === "done" ? { ...base, state } : { ...base, state, detail: words, next: lookAt(seen, root.name) };
}

function handoverStep(seen: Observations, root: Step): Step {
  const base = { id: "handover", title: `${seen.engine} manages itself` };
  if (!seen.cluster || !rootOf(seen)) return waitingFor(base.id, base.title, root);
  if (seen.cluster.helmChart !== "managed") return { ...base, state: "done" };
  return { ...base, state: "todo", detail: "k3s has not let go of it yet", next: deploy(seen) };
}

function applicationsStep(seen: Observations, root: Step): Step {
  const { all, up } = KINDS[seen.engine];
  const base = { id: "applications", title: `${all} are ${up}` };
  if (!seen.cluster || !rootOf(seen)) return waitingFor(base.id, base.title, root);
  const parts = seen.cluster.delivered
    .filter(({ name }) => name !== seen.root.name)
    .map(({ name, state, words }): Part => ({ name, state, detail: state === "done" ? undefined : words }));
  const fine = parts.filter(({ state }) => state === "done").length;
  const failed = parts.find(({ state }) => state === "failed");
  return {
    ...base,
    state: worst(parts.map(({ state }) => state)),
    detail: `${String(fine)} of ${String(parts.length)}`,
    next: failed && lookAt(seen, failed.name),
    parts,
  };
}

/** The command that says more of something that the engine brings. */
function lookAt(seen: Observations, name: string): string {
  const { engine, root } = seen;
  return reaching(seen, `kubectl -n ${root.namespace} describe ${KINDS[engine].kind.toLowerCase()} ${name}`);
}
