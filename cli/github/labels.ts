import type { Report } from "../plan/report";
import { verdictOf, type Verdict } from "../plan/verdict";
import type { PullRequest } from "./pull-request";

const labels: Readonly<Record<Verdict, string>> = {
  failed: "plan: failed",
  destroys: "plan: destroys",
  changes: "plan: changes",
  waits: "plan: waits",
  none: "plan: none",
};

/** The label of a report: its verdict. */
export function labelOf(report: Pick<Report, "refusals" | "stacks">): string {
  return labels[verdictOf(report)];
}

/** Gives a pull request the label it deserves, and takes our others away. Labels of other people stay. */
export async function label(pull: PullRequest, wanted: string): Promise<void> {
  const present = await pull.labels();
  if (!present.includes(wanted)) await pull.addLabel(wanted);
  for (const name of Object.values(labels)) {
    if (name !== wanted && present.includes(name)) await pull.removeLabel(name);
  }
}
