import type { ApplicationView } from "../k3s/cluster-view";
import type { Observations } from "./observations";
import { worst, type Part, type Step, type StepState } from "./step";

/** Titles of steps that others wait for. */
export const ENGINE = "Argo CD is installed";
export const ROOT = "the root Application is synced and healthy";

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

function rootOf({ cluster, root }: Observations): ApplicationView | undefined {
  return cluster?.applications.find(({ name }) => name === root.name);
}

function waitingFor(id: string, title: string, step: Step): Step {
  return { id, title, state: "waiting", waitsFor: step.title };
}

function engineStep(seen: Observations, before: Step): Step {
  const base = { id: "engine", title: ENGINE };
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
      return { ...base, state: "todo", detail: "nothing installs it yet", next: deploy(seen) };
  }
}

function rootStep(seen: Observations, engine: Step): Step {
  const base = { id: "root", title: ROOT };
  const root = rootOf(seen);
  if (!root) return waitingFor(base.id, base.title, engine);
  const state = applicationState(root);
  if (state === "done") return { ...base, state };
  const look = `kubectl -n ${seen.root.namespace} describe application ${root.name}`;
  return { ...base, state, detail: inWords(root), next: look };
}

function handoverStep(seen: Observations, root: Step): Step {
  const base = { id: "handover", title: "Argo CD manages itself" };
  if (!seen.cluster || !rootOf(seen)) return waitingFor(base.id, base.title, root);
  if (seen.cluster.helmChart !== "managed") return { ...base, state: "done" };
  return { ...base, state: "todo", detail: "k3s has not let go of it yet", next: deploy(seen) };
}

function applicationsStep(seen: Observations, root: Step): Step {
  const base = { id: "applications", title: "applications are synced and healthy" };
  if (!seen.cluster || !rootOf(seen)) return waitingFor(base.id, base.title, root);
  const applications = seen.cluster.applications.filter(({ name }) => name !== seen.root.name);
  const parts = applications.map((application): Part => {
    const state = applicationState(application);
    return { name: application.name, state, detail: state === "done" ? undefined : inWords(application) };
  });
  const fine = parts.filter(({ state }) => state === "done").length;
  const failed = parts.find(({ state }) => state === "failed");
  return {
    ...base,
    state: worst(parts.map(({ state }) => state)),
    detail: `${String(fine)} of ${String(parts.length)}`,
    next: failed && `kubectl -n ${seen.root.namespace} describe application ${failed.name}`,
    parts,
  };
}

function applicationState({ sync, health }: ApplicationView): StepState {
  if (sync === "Synced" && (health === "Healthy" || health === "Suspended")) return "done";
  return health === "Degraded" || sync === "Unknown" ? "failed" : "waiting";
}

function inWords({ sync, health }: ApplicationView): string {
  return `${sync || "not looked at yet"}${health ? `, ${health}` : ""}`;
}
