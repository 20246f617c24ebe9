import { counted } from "../../words";
import { countsOf, laterLosses, losses } from "../counts";
import type { ResourceChange } from "../model";
import type { Report } from "../report";
import { plannedIn } from "../verdict";
import { STAYS } from "../words";
import { cutMiddle } from "../lines/visible";
import { codeSpan } from "./escape";
import { shortAddress } from "./resource";

/** How many losses or warnings are named at the top; all of them are in their stacks. */
const NAMED = 15;

/** The block at the top that says what is lost, what holds data first; nothing when nothing is. */
export function cautionBlock(report: Report): string[] {
  const lost = plannedIn(report).flatMap(({ stack, plan }) => losses(plan).map((resource) => ({ stack, resource })));
  if (lost.length === 0) return [];
  const sorted = [...lost.filter(atRisk), ...lost.filter((one) => !atRisk(one))];
  const dangerous = lost.filter(atRisk).length;
  const count = (action: string): number => lost.filter(({ resource }) => resource.action === action).length;
  const [destroyed, replaced, forgotten] = [count("delete"), count("replace"), count("forget")];
  const said = [
    ...(destroyed > 0 ? [`${counted(destroyed, "resource")} destroyed`] : []),
    ...(replaced > 0 ? [`${counted(replaced, "resource")} replaced`] : []),
    ...(forgotten > 0 ? [`${counted(forgotten, "resource")} forgotten`] : []),
  ];
  const data =
    dangerous === 0
      ? ""
      : ` ${dangerous === 1 ? "One of them holds" : `${dangerous.toLocaleString("en")} of them hold`} data.`;
  const more = sorted.length - NAMED;
  return [
    [
      "> [!CAUTION]",
      `> **${said.join(", ")}.${data}**`,
      ">",
      ...sorted
        .slice(0, NAMED)
        .map((one) => `> - ${lossText(one.resource)}${atRisk(one) ? "," : ""} in ${codeSpan(one.stack)}`),
      ...(more > 0 ? [`> - and ${more.toLocaleString("en")} more, below`] : []),
    ].join("\n"),
  ];
}

/** How many refusals are told, and how much of one: what is refused was written by nobody knows whom. */
const REFUSALS = 40;
const REFUSAL_LENGTH = 300;

/** Why nothing was planned; nothing when it was. */
export function refusalBlock({ refusals = [] }: Report): string[] {
  if (refusals.length === 0) return [];
  const more = refusals.length - REFUSALS;
  const told = refusals.slice(0, REFUSALS).map((refusal) => `- ${codeSpan(cutMiddle(refusal, REFUSAL_LENGTH))}`);
  return [
    "> [!CAUTION]\n> **What this change hands over could do harm while it is planned, beside a credential.**",
    [...told, ...(more > 0 ? [`- and ${more.toLocaleString("en")} more, in the log of the run`] : [])].join("\n"),
  ];
}

type Loss = Pick<ResourceChange, "action" | "address" | "holdsData">;

function atRisk({ resource }: { readonly resource: Loss }): boolean {
  return resource.holdsData === true && resource.action !== "forget";
}

function lossText(resource: Loss): string {
  const verbs = { delete: "destroys", replace: "replaces", forget: "forgets" } as const;
  const { action, address } = resource;
  const verb = action === "delete" || action === "replace" || action === "forget" ? verbs[action] : action;
  return `${verb} ${codeSpan(shortAddress(address))}${atRisk({ resource }) ? ", which **holds data**" : ""}`;
}

/** The block that says what else a reviewer must not miss; nothing when there is nothing. */
export function warningBlock(report: Report): string[] {
  const planned = plannedIn(report);
  const removed = report.stacks.filter(({ status }) => status === "removed");
  const lines = [
    ...removed.map(({ stack }) => `${codeSpan(stack)} is removed: ${STAYS}`),
    ...planned.flatMap(({ stack, plan }) =>
      laterLosses(plan).map((one) => `${codeSpan(stack)}: put off, so a later apply ${lossText(one)}`),
    ),
    ...planned.flatMap(({ stack, plan }) =>
      plan.checks.length === 0 ? [] : [`${codeSpan(stack)}: ${counted(plan.checks.length, "check")} did not pass`],
    ),
    ...planned.flatMap(({ stack, plan }) =>
      plan.complete ? [] : [`${codeSpan(stack)}: the plan is a part only: some changes were left out or put off`],
    ),
    ...planned.flatMap(({ stack, plan }) => {
      const { drift } = countsOf([plan]);
      return drift === 0 ? [] : [`${codeSpan(stack)}: ${counted(drift, "resource")} changed outside of Terraform`];
    }),
  ];
  const more = lines.length - NAMED;
  const items = [...lines.slice(0, NAMED), ...(more > 0 ? [`and ${more.toLocaleString("en")} more, below`] : [])];
  return lines.length === 0 ? [] : [["> [!WARNING]", ...items.map((item) => `> - ${item}`)].join("\n")];
}
