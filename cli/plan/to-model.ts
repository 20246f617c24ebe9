import { objectOf, type SynthesizedStack } from "../../stacks/synthesized-stack";
import { byHarm, meaningOf } from "./actions";
import { attributesOf } from "./attributes";
import { driftOf } from "./drift";
import { holdsData } from "./holds-data";
import type { AttributeChange, CheckResult, Deferred, OutputChange, ResourceChange, StackPlan } from "./model";
import type { CheckJson, DeferredChangeJson, PlanJson, ResourceChangeJson } from "./plan-json";
import { withoutIndex } from "./without-index";

/** What is known of a resource from the stack that it is in. */
type Lookup = (address: string) => { readonly construct?: string; readonly holdsData?: true };

/**
 * A plan as people review it. Nothing is removed from it yet but what is marked as sensitive at its own place: it goes
 * through `redactPlan` before anybody sees it.
 *
 * @param stack the stack that was planned: it says which construct made a resource.
 * @param protectedAddresses of the stack, from the committed list: they hold what can't be made again.
 */
export function modelOf(
  plan: PlanJson,
  stack: SynthesizedStack,
  protectedAddresses: readonly string[] = [],
): StackPlan {
  const lookup = lookupIn(stack, protectedAddresses);
  const resources = plan.resource_changes.map((change) => resourceChange(change, lookup));
  const changed = resources.filter(says);
  return {
    resources: changed.sort(byHarm),
    unchanged: resources.length - changed.length,
    drift: driftOf(plan),
    outputs: Object.entries(plan.output_changes).flatMap(([name, change]) => outputChange(name, change)),
    checks: plan.checks.flatMap(checkResult),
    deferred: plan.deferred_changes.map((change) => deferred(change, lookup)),
    complete: plan.complete && !plan.errored,
  };
}

function lookupIn(stack: SynthesizedStack, protectedAddresses: readonly string[]): Lookup {
  const blocks = [...stack.resources, ...stack.dataSources];
  const paths = new Map(
    blocks.map(({ address, properties }) => [address, objectOf(objectOf(properties["//"])["metadata"])["path"]]),
  );
  const kept = new Set(protectedAddresses);
  return (address) => {
    const path = paths.get(withoutIndex(address));
    return {
      ...(typeof path === "string" && { construct: path }),
      ...((kept.has(address) || kept.has(withoutIndex(address))) && { holdsData: true as const }),
    };
  };
}

function resourceChange(json: ResourceChangeJson, lookup: Lookup): ResourceChange {
  const { address, type, change, previous_address: previousAddress, action_reason: reason, deposed } = json;
  const { action, replacing } = meaningOf(change.actions, address);
  const { importing } = change;
  const moves = previousAddress !== undefined && previousAddress !== address;
  return {
    address,
    type,
    mode: modeOf(json.mode),
    action,
    ...(replacing && { replacing }),
    ...(reason !== undefined && action !== "forget" && { reason }),
    ...(moves && { previousAddress }),
    ...(importing && { importing: importing.id === undefined ? {} : { id: importing.id } }),
    ...(deposed !== undefined && { deposed }),
    ...(holdsData(type) && { holdsData: true as const }),
    ...lookup(address),
    attributes: action === "none" || action === "forget" ? [] : attributesOf(change, action),
  };
}

function modeOf(mode: string): ResourceChange["mode"] {
  return mode === "data" || mode === "ephemeral" ? mode : "managed";
}

/** Whether a resource is worth a line: what stays as it is may still move, or be imported. */
function says({ action, previousAddress, importing }: ResourceChange): boolean {
  return action !== "none" || previousAddress !== undefined || importing !== undefined;
}

function outputChange(name: string, change: ResourceChangeJson["change"]): OutputChange[] {
  const { action } = meaningOf(change.actions, `output.${name}`);
  if (action !== "create" && action !== "update" && action !== "delete") return [];
  const attributes = attributesOf(change, action);
  // Engines mark both sides of an output as soon as one is sensitive: all that changes is whether it is.
  const marked = action === "update" && attributes.length === 0;
  return [{ name, action, attributes: marked ? [onlyMarked] : attributes }];
}

const onlyMarked: AttributeChange = {
  path: [],
  before: { kind: "sensitive" },
  after: { kind: "sensitive" },
  only: "sensitivity",
};

function checkResult({ address, status, instances }: CheckJson): CheckResult[] {
  if (status !== "fail" && status !== "error") return [];
  const messages = instances.flatMap(({ problems }) => problems.map(({ message }) => message));
  return [{ address: address.to_display, status, messages: [...new Set(messages)] }];
}

function deferred(
  { reason, resource_change: { address, type, change } }: DeferredChangeJson,
  lookup: Lookup,
): Deferred {
  const { action } = meaningOf(change.actions, address);
  const kept = holdsData(type) || lookup(address).holdsData === true;
  return { address, type, action, reason, ...(kept && { holdsData: true as const }) };
}
