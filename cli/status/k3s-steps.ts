import type { NodeView } from "../k3s/cluster-view";
import { deploy } from "./cluster-steps";
import type { K3sGround, Observations, SeenMachine } from "./observations";
import { worst, type Part, type Step } from "./step";

const MACHINES = "every machine answers by SSH";
const NODES = "k3s runs on every node";

/** From the SSH agent to a cluster with quorum. */
export function k3sSteps(seen: Observations, ground: K3sGround): readonly Step[] {
  const agent = agentStep(ground);
  const machines = machinesStep(ground, agent);
  const nodes = nodesStep(seen, ground, machines);
  return [agent, machines, nodes, etcdStep(seen, ground, nodes)];
}

function agentStep({ agent }: K3sGround): Step {
  const base = { id: "agent", title: "the SSH agent has a key" };
  if (agent.kind === "keys") return { ...base, state: "done" };
  return { ...base, state: "todo", detail: agent.what, next: agent.fix };
}

function machinesStep({ machines, owner }: K3sGround, agent: Step): Step {
  const parts = machines.map((machine) => machinePart(machine, owner));
  const base = { id: "machines", title: MACHINES, parts };
  const state = worst(parts.map((part) => part.state));
  if (state === "done") return { ...base, state };
  if (agent.state !== "done") return { id: base.id, title: MACHINES, state: "waiting", waitsFor: agent.title };
  return { ...base, state, next: parts.find((part) => part.next !== undefined)?.next };
}

function machinePart({ name, probe }: SeenMachine, owner: string): Part {
  if (!probe.ok) return { name, state: "failed", detail: probe.fault.what, next: probe.fault.fix };
  const { state } = probe;
  if (state.owner !== "" && state.owner !== owner) {
    const next = `Take another machine for ${name}, or remove it from ${state.owner} first.`;
    return { name, state: "failed", detail: `belongs to ${state.owner}, not to ${owner}`, next };
  }
  if (state.missing.length === 0) return { name, state: "done" };
  const tools = state.missing.join(", ");
  return { name, state: "failed", detail: `has no ${tools}`, next: `Install ${tools} on ${name}.` };
}

function nodesStep(seen: Observations, { machines, version }: K3sGround, before: Step): Step {
  const parts = machines.map((machine): Part => {
    const view = seen.cluster?.nodes.find(({ name }) => name === machine.name);
    return { name: machine.name, ...nodePart(seen, machine, view, version) };
  });
  const base = { id: "nodes", title: NODES };
  if (parts.every(({ state }) => state === "waiting")) return { ...base, state: "waiting", waitsFor: before.title };
  const state = worst(parts.map((part) => part.state));
  if (state !== "done" && before.state !== "done") return { ...base, state, waitsFor: before.title, parts };
  return { ...base, state, next: parts.find((part) => part.next !== undefined)?.next, parts };
}

type Judgement = Omit<Part, "name">;

function nodePart(
  seen: Observations,
  { name, probe }: SeenMachine,
  view: NodeView | undefined,
  wanted: string,
): Judgement {
  const unit = view?.etcd === false ? "k3s-agent" : "k3s";
  if (!probe.ok && !view) return { state: "waiting", detail: "not seen" };
  if (probe.ok && probe.state.installed === "") return { state: "todo", detail: "not set up yet", next: deploy(seen) };
  if (probe.ok && probe.state.service !== "active" && probe.state.data === "lost" && !seen.cluster) {
    return { state: "failed", detail: "has no data, and no server answers that it could join", next: restore(seen) };
  }
  if (probe.ok && probe.state.service !== "active") {
    const detail = `k3s is ${probe.state.service || "not set up to the end"}`;
    return { state: "failed", detail, next: probe.state.service ? `journalctl -u ${unit} on ${name}` : deploy(seen) };
  }
  if (!view) {
    if (!seen.cluster) return { state: "waiting", detail: "k3s runs; no API answers" };
    return {
      state: "failed",
      detail: "k3s runs, but the cluster doesn't know it",
      next: `journalctl -u ${unit} on ${name}`,
    };
  }
  if (!view.ready) return { state: "failed", detail: "not ready", next: `kubectl describe node ${name}` };
  if (view.version !== wanted) {
    return { state: "todo", detail: `${view.version}, the file says ${wanted}`, next: deploy(seen) };
  }
  if (view.cordoned) return { state: "todo", detail: "takes no pods (cordoned)", next: `kubectl uncordon ${name}` };
  return { state: "done" };
}

function restore({ environment }: Observations): string {
  return `npm run platform -- restore ${environment} --list`;
}

function etcdStep(seen: Observations, { machines }: K3sGround, nodes: Step): Step {
  const base = { id: "etcd", title: "etcd has its quorum" };
  const wanted = machines.filter(({ role }) => role === "server").length;
  if (!seen.cluster) {
    const started = machines.some(({ role, probe }) => role === "server" && probe.ok && probe.state.service !== "");
    if (!started) return { ...base, state: "waiting", waitsFor: nodes.title };
    return {
      ...base,
      state: "failed",
      detail: "the API of no server answers",
      next: `Start the servers that are down; if their data is lost: ${restore(seen)}`,
    };
  }
  const members = seen.cluster.nodes.filter(({ etcd }) => etcd);
  const ready = members.filter((member) => member.ready).length;
  const quorum = Math.floor(members.length / 2) + 1;
  const detail = `${String(ready)} of ${String(members.length)} members ready, ${String(quorum)} needed`;
  if (ready < members.length) {
    const down = members.find((member) => !member.ready)?.name ?? "";
    return { ...base, state: "failed", detail, next: `journalctl -u k3s on ${down}` };
  }
  if (members.length === wanted) return { ...base, state: "done", detail };
  return { ...base, state: "todo", detail: `${detail}; the file has ${String(wanted)} servers`, next: deploy(seen) };
}
