import { deploy } from "./cluster-steps";
import type { K3dGround, Observations } from "./observations";
import type { Step } from "./step";

/** From the tools on this machine to a running cluster. */
export function k3dSteps(seen: Observations, ground: K3dGround): readonly Step[] {
  const [fault] = ground.faults;
  const tools: Step = {
    id: "tools",
    title: "k3d and Docker work",
    state: fault ? "todo" : "done",
    detail: fault && ground.faults.map(({ what }) => what).join("; "),
    next: fault?.fix,
  };
  return [tools, clusterStep(seen, ground, tools)];
}

function clusterStep(seen: Observations, { cluster }: K3dGround, tools: Step): Step {
  const base = { id: "cluster", title: "the cluster runs" };
  if (tools.state !== "done") return { ...base, state: "waiting", waitsFor: tools.title };
  if (cluster === "absent") return { ...base, state: "todo", detail: "there is none yet", next: deploy(seen) };
  if (cluster === "stopped") {
    return { ...base, state: "todo", detail: "it is stopped", next: `k3d cluster start ${seen.environment}` };
  }
  return seen.cluster
    ? { ...base, state: "done" }
    : { ...base, state: "waiting", detail: "its API doesn't answer yet" };
}
