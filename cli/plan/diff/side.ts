import { isObject } from "../../../stacks/synthesized-stack";
import type { Json, Shown } from "../model";

/** A value before or after a change, with the marks of plan JSON: true for the whole, or as deep as the value is. */
export interface Side {
  readonly value: unknown;
  /** Where it is known after apply only. */
  readonly unknown: unknown;
  /** Where it is sensitive. */
  readonly mask: unknown;
  /** null is a value, not the absence of one: Helm takes a default away by it. */
  readonly nulls?: true;
}

/** The side of a document: all of it known, none of it sensitive. */
export function plain(value: unknown): Side {
  return { value, unknown: false, mask: false, nulls: true };
}

/** Whether something is there: a value, or one that is not known yet. */
export function isThere(side: Side | undefined): side is Side {
  if (side === undefined) return false;
  const absent = side.value === undefined || (side.value === null && side.nulls !== true);
  return !absent || marksAny(side.unknown);
}

/** Whether the marks have a true anywhere. */
export function marksAny(marks: unknown): boolean {
  if (Array.isArray(marks)) return marks.some(marksAny);
  return isObject(marks) ? Object.values(marks).some(marksAny) : marks === true;
}

/** The part of a side at a key or an index. */
export function part(side: Side, step: string | number): Side {
  const { value, unknown, mask, nulls } = side;
  return { value: at(value, step), unknown: at(unknown, step), mask: at(mask, step), ...(nulls && { nulls }) };
}

function at(value: unknown, step: string | number): unknown {
  if (value === true) return true; // a mark that holds for the whole
  if (Array.isArray(value)) return typeof step === "number" ? value[step] : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/** The keys of a side that is a map, those that are not known yet too; undefined if it is none. */
export function keysOf({ value, unknown }: Side): readonly string[] | undefined {
  if (isObject(value)) {
    const late = isObject(unknown) ? Object.keys(unknown).filter((key) => !Object.hasOwn(value, key)) : [];
    return late.length === 0 ? Object.keys(value) : [...Object.keys(value), ...late];
  }
  const absent = value === null || value === undefined;
  return absent && isObject(unknown) ? Object.keys(unknown) : undefined;
}

/** How many elements a side has that is a list; undefined if it is none. */
export function lengthOf({ value, unknown }: Side): number | undefined {
  if (Array.isArray(value)) return Math.max(value.length, Array.isArray(unknown) ? unknown.length : 0);
  const absent = value === null || value === undefined;
  return absent && Array.isArray(unknown) ? unknown.length : undefined;
}

/** The marks without what they don't mark, since engines write false, an empty list or nothing for the same; null: none. */
export function onlyTrue(marks: unknown): unknown {
  if (!marksAny(marks)) return null;
  if (Array.isArray(marks)) return marks.slice(0, marks.findLastIndex(marksAny) + 1).map(onlyTrue);
  return isObject(marks) ? Object.fromEntries(Object.entries(marks).map(([key, mark]) => [key, onlyTrue(mark)])) : true;
}

/** What may be shown of a side, as one value. */
export function shown(side: Side): Shown {
  if (side.mask === true) return { kind: "sensitive" };
  if (side.unknown === true) return { kind: "unknown" };
  return { kind: "value", value: typeof side.value === "string" ? side.value : visible(side) };
}

const SENSITIVE = "(sensitive)";
const UNKNOWN = "(known after apply)";

function visible(side: Side): Json {
  if (side.mask === true) return SENSITIVE;
  if (side.unknown === true) return UNKNOWN;
  const { value } = side;
  // Somebody wrote what stands for a value here: it keeps quotes of its own.
  if (value === SENSITIVE || value === UNKNOWN) return JSON.stringify(value);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  const length = lengthOf(side);
  if (length !== undefined) return Array.from({ length }, (_, index) => visible(part(side, index)));
  const keys = keysOf(side) ?? [];
  return isObject(value) || keys.length > 0
    ? Object.fromEntries(keys.map((key) => [key, visible(part(side, key))]))
    : null;
}
