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
  return [signedIn, clusterStep(seen, answer, signedIn)];
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
