import { isObject, objectOf, type SynthesizedStack } from "../../stacks/synthesized-stack";
import { byHarm } from "../plan/actions";
import { diffValues } from "../plan/diff/values";
import { holdsData } from "../plan/holds-data";
import type { AttributeChange, OutputChange, ResourceChange, StackPlan } from "../plan/model";
import { addressOf, differingParts, type PartDifference } from "./parts";
import { followMoves, intentOf, type BlockDifference } from "./refactorings";

/**
 * What two revisions of a stack have differently, in the shape of a plan: what people can review where nobody may hold a
 * credential. It knows nothing of the state, so it is about blocks, not instances: nothing in it is replaced, known
 * after apply or drifted, and a block that is gone counts as deleted, although it may never have been applied.
 *
 * What makes no resource never counts as created or deleted: a data source is read, and a setting (a provider, a
 * variable, the backend) is an updated "resource" whose type is the name of its section. But everything in a new stack
 * is created.
 *
 * @param base none when the stack is new.
 * @param protectedAddresses of the stack, from the committed list: they hold what can't be made again.
 */
export function configurationPlan(
  base: SynthesizedStack | undefined,
  head: SynthesizedStack,
  protectedAddresses: readonly string[] = [],
): StackPlan {
  const differences = differingParts(base?.json ?? {}, head.json);
  const outputs = differences.filter(({ section }) => section === "output");
  const others = differences.filter(({ section }) => section !== "output");
  const resources = followMoves(others, head.json).map((difference): ResourceChange => {
    const address = addressOf(difference);
    const kept = holdsData(typeOf(difference)) || protectedAddresses.includes(address);
    const construct = constructOf(head, difference) ?? constructOf(base, difference);
    return {
      address,
      type: typeOf(difference),
      mode: modes.get(difference.section) ?? "managed",
      ...whatHappens(difference, base, head),
      ...(difference.previousAddress !== undefined && { previousAddress: difference.previousAddress }),
      ...(kept && { holdsData: true as const }),
      ...(construct !== undefined && { construct }),
      attributes: attributesOf(difference),
    };
  });
  const differing = new Set(resources.map(({ address }) => address));
  const blocks = [...head.resources, ...head.dataSources];
  return {
    resources: resources.sort(byHarm),
    unchanged: blocks.filter(({ address }) => !differing.has(address)).length,
    drift: [],
    outputs: outputs.map(outputChange),
    checks: [],
    deferred: [],
    complete: true,
  };
}

const modes: ReadonlyMap<string, ResourceChange["mode"]> = new Map([
  ["resource", "managed"],
  ["data", "data"],
  ["ephemeral", "ephemeral"],
]);

function typeOf({ section, keys }: PartDifference): string {
  return (modes.has(section) ? keys[0] : undefined) ?? section;
}

function whatHappens(
  difference: BlockDifference,
  stackBefore: SynthesizedStack | undefined,
  stack: SynthesizedStack,
): Pick<ResourceChange, "action" | "importing"> {
  const { section, base, head } = difference;
  if (stackBefore === undefined && section !== "resource") return { action: "create" };
  if (section === "data") return { action: "read" };
  if (section === "ephemeral") return { action: "open" };
  if (section !== "resource") return { action: "update" };
  const { forgotten, imported } = intentOf(stack.json, addressOf(difference));
  if (head === undefined) return { action: forgotten ? "forget" : "delete" };
  if (base === undefined) return imported ? { action: "none", importing: imported } : { action: "create" };
  return { action: attributesOf(difference).length === 0 ? "none" : "update" };
}

function attributesOf({ base, head }: PartDifference): readonly AttributeChange[] {
  // A block that is new or gone differs by what is in it.
  const none = isObject((base ?? head)?.value) ? {} : undefined;
  return diffValues(base?.value ?? none, head?.value ?? none);
}

function outputChange(difference: PartDifference): OutputChange {
  const action = difference.base === undefined ? "create" : difference.head === undefined ? "delete" : "update";
  return { name: difference.keys.join("."), action, attributes: attributesOf(difference) };
}

/** What cdktf notes beside a block: `production/network/private-a`. */
function constructOf(stack: SynthesizedStack | undefined, { section, keys }: PartDifference): string | undefined {
  const block = keys.reduce((found, key) => objectOf(found[key]), objectOf(stack?.json[section]));
  const path = objectOf(objectOf(block["//"])["metadata"])["path"];
  return typeof path === "string" ? path : undefined;
}
