import { attributesOf } from "./attributes";
import type { AttributeChange, Drift } from "./model";
import type { PlanJson, RelevantAttributeJson } from "./plan-json";
import { withoutIndex } from "./without-index";

/**
 * What changed outside of Terraform. It matters when the plan follows from it: when the same resource is about to be
 * changed, or an attribute that changed is one that the plan's changes were computed from.
 */
export function driftOf(plan: PlanJson): Drift[] {
  const changing = new Set(
    plan.resource_changes.filter(({ change }) => change.actions[0] !== "no-op").map(({ address }) => address),
  );
  return plan.resource_drift
    .filter(({ change }) => change.actions[0] !== "no-op")
    .map(({ address, type, change }) => {
      const vanished = change.actions[0] === "delete";
      const attributes = vanished ? [] : attributesOf(change, "update");
      return {
        address,
        type,
        kind: vanished ? ("vanished" as const) : ("changed" as const),
        matters: changing.has(address) || isRelevant(address, attributes, vanished, plan.relevant_attributes),
        attributes,
      };
    })
    .sort((a, b) => Number(b.matters) - Number(a.matters));
}

function isRelevant(
  address: string,
  attributes: readonly AttributeChange[],
  vanished: boolean,
  relevant: readonly RelevantAttributeJson[],
): boolean {
  const own = relevant.filter(({ resource }) => resource === address || resource === withoutIndex(address));
  if (vanished) return own.length > 0;
  return own.some(({ attribute }) =>
    attributes.some(({ path }) => attribute.every((step, index) => index >= path.length || path[index] === step)),
  );
}
