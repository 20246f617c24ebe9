import { diffValues } from "../diff/values";
import type { AttributeChange, StackPlan } from "../model";
import type { Report } from "../report";
import { exactDocument } from "./exact";

/**
 * Takes changed strings apart that hold JSON or YAML before and after: what is left are the keys that differ. Run it on
 * a plan that has been redacted, so that no secret goes unnoticed for being in pieces.
 */
export function expandDocuments(plan: StackPlan): StackPlan {
  const expand = <T extends { readonly attributes: readonly AttributeChange[] }>(part: T): T => ({
    ...part,
    attributes: part.attributes.flatMap(expandAttribute),
  });
  return {
    ...plan,
    resources: plan.resources.map(expand),
    drift: plan.drift.map(expand),
    outputs: plan.outputs.map(expand),
  };
}

/** The same for every plan of a report: what renderers show. */
export function expandReport(report: Report): Report {
  const stacks = report.stacks.map((stack) =>
    stack.status === "planned" ? { ...stack, plan: expandDocuments(stack.plan) } : stack,
  );
  return { ...report, stacks };
}

function expandAttribute(change: AttributeChange): AttributeChange[] {
  const { before, after, path, forcesReplacement } = change;
  if (before?.kind !== "value" || after?.kind !== "value") return [change];
  if (typeof before.value !== "string" || typeof after.value !== "string") return [change];
  if (leadOf(before.value) !== leadOf(after.value)) return [change];
  const was = exactDocument(before.value);
  const will = was && exactDocument(after.value);
  if (was === undefined || was.kind !== will?.kind) return [change];
  const inside = diffValues(was.value, will.value, [...path, { document: was.kind }]);
  if (inside.length === 0) return [{ ...change, only: "formatting" }];
  return inside.map((part) => ({ ...part, ...(forcesReplacement && { forcesReplacement }) }));
}

/**
 * The comments at the start of a text that programs read: `#cloud-config`, `## template: jinja`, `#!`. Without the first
 * of these cloud-init ignores all the rest. https://docs.cloud-init.io/en/latest/explanation/format.html
 */
function leadOf(text: string): string {
  const [comments = ""] = /^(?:#.*(?:\n|$))*/.exec(text) ?? [];
  return (comments.match(/^#\S.*/gm) ?? []).join("\n");
}
