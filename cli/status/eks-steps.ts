import { deploy } from "./cluster-steps";
import type { EksGround, Observations } from "./observations";
import type { Step } from "./step";

/** States of a cluster that AWS is still at work on. */
const AT_WORK: readonly string[] = ["CREATING", "PENDING", "UPDATING"];

/** From somebody who is signed in to AWS to a cluster that runs. */
export function eksSteps(seen: Observations, { answer }: EksGround): readonly Step[] {
  const signedIn: Step = {
    id: "aws",
    title: "AWS answers",
    ...(answer.kind === "fault" ? { state: "todo", detail: answer.what, next: answer.fix } : { state: "done" }),
  };
  const cluster = clusterStep(seen, answer, signedIn);
  return [signedIn, cluster, apiStep(seen, cluster)];
}

/** Nobody looks into the cluster from here: its API is inside the network, and who may read it is signed in to AWS. */
function apiStep({ environment }: Observations, cluster: Step): Step {
  const base = { id: "api", title: "its API is in reach" };
  if (cluster.state !== "done") return { ...base, state: "waiting", waitsFor: cluster.title };
  const next = `npm run platform -- tunnel ${environment} -- npx cdktf deploy ${environment}-bootstrap`;
  return { ...base, state: "todo", detail: "not from here, but through the tunnel", next };
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
