import { Failure } from "../failure";
import type { Action, ResourceChange } from "./model";

/** What the list of actions in plan JSON comes to. */
export interface Meaning {
  readonly action: Action;
  readonly replacing?: ResourceChange["replacing"];
}

const meanings: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["no-op", { action: "none" }],
  ["create", { action: "create" }],
  ["read", { action: "read" }],
  ["update", { action: "update" }],
  ["delete", { action: "delete" }],
  ["delete,create", { action: "replace", replacing: "delete-first" }],
  ["create,delete", { action: "replace", replacing: "create-first" }],
  ["create,forget", { action: "replace", replacing: "forget" }],
  ["forget,create", { action: "replace", replacing: "forget" }], // OpenTofu, of a lifecycle with destroy = false
  ["forget", { action: "forget" }],
  ["open", { action: "open" }],
]);

/**
 * What a plan does to a resource. By its actions alone: a resource that is forgotten has the reason of one that is
 * deleted. Throws a {@link Failure} for actions that nobody here knows, since to guess could hide a loss.
 */
export function meaningOf(actions: readonly string[], address: string): Meaning {
  const meaning = meanings.get(actions.join(","));
  if (meaning) return meaning;
  throw new Failure(
    `${address}: the plan has the actions "${actions.join(", ")}", which this version of the platform doesn't know.`,
  );
}

/** Actions in the order of what could hurt. */
export const actionOrder: readonly Action[] = [
  "delete",
  "replace",
  "forget",
  "update",
  "create",
  "none",
  "read",
  "open",
];

/** What could hurt most comes first, and within an action what holds data. */
export function byHarm(a: ResourceChange, b: ResourceChange): number {
  return (
    actionOrder.indexOf(a.action) - actionOrder.indexOf(b.action) ||
    Number(b.holdsData ?? false) - Number(a.holdsData ?? false) ||
    compareText(a.address, b.address)
  );
}

/** By code units, so the same on every machine; numbers in brackets by their value. */
function compareText(a: string, b: string): number {
  const [left, right] = [a, b].map((text) =>
    text.replace(/\[(\d+)\]/g, (_, digits: string) => `[${digits.padStart(9, "0")}]`),
  );
  return left === right ? 0 : (left ?? "") < (right ?? "") ? -1 : 1;
}
