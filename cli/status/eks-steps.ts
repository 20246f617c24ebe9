import { deploy, reaching } from "./cluster-steps";
import type { EksGround, Observations } from "./observations";
import type { Step } from "./step";

/** States of a cluster that AWS is still at work on. */
const AT_WORK: readonly string[] = ["CREATING", "PENDING", "UPDATING"];

/** From somebody who is signed in to AWS to a cluster that runs. */
export function eksSteps(seen: Observations, { answer, api }: EksGround): readonly Step[] {
  const signedIn: Step = {
    id: "aws",
    title: "AWS answers",
    ...(answer.kind === "fault" ? { state: "todo", detail: answer.what, next: answer.fix } : { state: "done" }),
  };
  const cluster = clusterStep(seen, answer, signedIn);
  return [signedIn, cluster, apiStep(seen, api, cluster)];
}

function apiStep(seen: Observations, api: EksGround["api"], cluster: Step): Step {
  const base = { id: "api", title: "its API is in reach" };
  switch (api?.kind) {
    case undefined:
      return { ...base, state: "waiting", waitsFor: cluster.title };
    case "view":
      return { ...base, state: "done" };
    case "out of reach": {
      const next = reaching(seen, `npm run platform -- status ${seen.environment}`);
      return { ...base, state: "todo", detail: "not from here, but through the tunnel", next };
    }
    case "fault":
      return { ...base, state: "todo", detail: api.what, next: api.fix };
  }
}

function clusterStep(seen: Observations, answer: EksGround["answer"], signedIn: Step): Step {
  const base = { id: "cluster", title: "the cluster runs" };
  switch (answer.kind) {
    case "fault":
      return { ...base, state: "waiting", waitsFor: signedIn.title };
    case "absent":
      return { ...base, state: "todo", detail: "there is none yet", next: deploy(seen) };
    case "cluster": {
      const { status } = answer.cluster;
      if (status === "ACTIVE") return { ...base, state: "done" };
      const state = AT_WORK.includes(status) ? "waiting" : "failed";
      return { ...base, state, detail: `EKS says ${status}` };
    }
  }
}
