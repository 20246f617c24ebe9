import { clusterSteps } from "./cluster-steps";
import { setSecret, variablesText } from "../secrets";
import { eksSteps } from "./eks-steps";
import { k3dSteps } from "./k3d-steps";
import { k3sSteps } from "./k3s-steps";
import type { Observations } from "./observations";
import type { Step } from "./step";

const FILES = { id: "files", title: "the environment files are right" };

/** All steps of a first run, judged from what was seen. */
export function stepsOf(seen: Observations): readonly Step[] {
  const ground = groundSteps(seen);
  const last = ground.at(-1);
  if (!last) throw new Error("Every kind of environment has steps of its own.");
  const running = [...ground, ...clusterSteps(seen, last)];
  const finished = running.every(({ state }) => state === "done");
  return [{ ...FILES, state: "done" }, synthesisStep(seen), secretsStep(seen, finished), ...running];
}

function groundSteps(seen: Observations): readonly Step[] {
  switch (seen.ground.kind) {
    case "k3s":
      return k3sSteps(seen, seen.ground);
    case "k3d":
      return k3dSteps(seen, seen.ground);
    case "eks":
      return eksSteps(seen, seen.ground);
  }
}

/** The one step of an environment whose files can't be read. */
export function stepsOfWrongFiles(problems: string): readonly Step[] {
  const lines = problems.split("\n");
  return [
    {
      ...FILES,
      state: "failed",
      parts: lines.map((line) => ({ name: "", state: "failed", detail: line })),
      next: "Correct the files, then: npm run platform -- validate",
    },
  ];
}

function synthesisStep({ messages }: Observations): Step {
  const base = { id: "synthesis", title: "the stacks are synthesized and keep the policies" };
  if (messages.length === 0) return { ...base, state: "done" };
  const parts = messages.map((detail) => ({ name: "", state: "failed" as const, detail }));
  return { ...base, state: "failed", next: "Correct that, then: npm run platform -- validate", parts };
}

/** Only a deploy needs them, so they are no concern of somebody who looks at a cluster that is up. */
function secretsStep({ missingSecrets }: Observations, finished: boolean): Step {
  const base = { id: "secrets", title: "the variables are set" };
  const [first] = missingSecrets;
  if (first === undefined) return { ...base, state: "done" };
  if (finished) {
    const names = missingSecrets.map((name) => `TF_VAR_${name}`).join(", ");
    return { ...base, state: "later", detail: `the next deploy needs ${names}` };
  }
  return { ...base, state: "todo", detail: `missing: ${variablesText(missingSecrets)}`, next: setSecret(first) };
}
