import { isObject } from "../../stacks/synthesized-stack";
import { part, shown, type Side } from "./diff/side";
import { diffSides } from "./diff/values";
import type { Action, AttributeChange, Shown, Step } from "./model";
import type { ChangeJson } from "./plan-json";

/** What changes within a resource or an output, down to the leaves, with what makes a replacement necessary. */
export function attributesOf(change: ChangeJson, action: Action): AttributeChange[] {
  const before: Side = { value: change.before, unknown: false, mask: change.before_sensitive };
  const after: Side = { value: change.after, unknown: change.after_unknown, mask: change.after_sensitive };
  const whole = action === "create" || action === "delete" || action === "read";
  const changes = diffSides(before, after).filter((attribute) => !isEmpty(attribute, whole));
  return change.replace_paths.reduce((marked, path) => mark(marked, path, before, after), changes);
}

/**
 * An empty list or map of something that is new or goes, the resource or an element of a list: providers have one for
 * every block that nobody wrote.
 */
function isEmpty({ before, after, path }: AttributeChange, whole: boolean): boolean {
  const oneSided = before === undefined || after === undefined;
  if (!whole && !(oneSided && path.some((step) => typeof step === "number"))) return false;
  return [before, after].every((side) => side === undefined || holdsNothing(side));
}

function holdsNothing(side: Shown): boolean {
  if (side.kind !== "value" || typeof side.value !== "object") return false;
  return side.value === null || Object.keys(side.value).length === 0;
}

/** Marks the changes at a path that the provider can't make in place. */
function mark(
  changes: readonly AttributeChange[],
  path: readonly (string | number)[],
  before: Side,
  after: Side,
): AttributeChange[] {
  const within = changes.filter((change) => startsWith(change.path, path));
  const around = changes.filter((change) => startsWith(path, change.path));
  const found = new Set(within.length > 0 ? within : around);
  if (found.size === 0) return [...changes, unchangedAt(path, before, after)];
  return changes.map((change) => (found.has(change) ? { ...change, forcesReplacement: true } : change));
}

/** The provider names an attribute in which nothing differs to be seen. */
function unchangedAt(path: readonly (string | number)[], before: Side, after: Side): AttributeChange {
  const at = (side: Side): Shown => shown(path.reduce(part, isObject(side.value) ? side : { ...side, value: {} }));
  return { path, before: at(before), after: at(after), forcesReplacement: true };
}

function startsWith(path: readonly Step[], start: readonly Step[]): boolean {
  return start.every((step, index) => path[index] === step);
}
