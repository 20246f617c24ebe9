import { isObject } from "../../../stacks/synthesized-stack";
import type { Json, Shown } from "../model";

/** A value before or after a change, with the marks of plan JSON: true for the whole, or as deep as the value is. */
export interface Side {
  readonly value: unknown;
  /** Where it is known after apply only. */
  readonly unknown: unknown;
  /** Where it is sensitive. */
  readonly mask: unknown;
}

/** The side of a plain value: all of it known, none of it sensitive. */
export function plain(value: unknown): Side {
  return { value, unknown: false, mask: false };
}

/** Whether something is there: a value, or one that is not known yet. */
export function isThere(side: Side | undefined): side is Side {
  return side !== undefined && ((side.value !== null && side.value !== undefined) || marksAny(side.unknown));
}

/** Whether the marks have a true anywhere. */
export function marksAny(marks: unknown): boolean {
  if (Array.isArray(marks)) return marks.some(marksAny);
  return isObject(marks) ? Object.values(marks).some(marksAny) : marks === true;
}

/** The part of a side at a key or an index. */
export function part(side: Side, step: string | number): Side {
  return { value: at(side.value, step), unknown: at(side.unknown, step), mask: at(side.mask, step) };
}

function at(value: unknown, step: string | number): unknown {
  if (value === true) return true; // a mark that holds for the whole
  if (Array.isArray(value)) return typeof step === "number" ? value[step] : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/** The keys of a side that is a map, those that are not known yet too; undefined if it is none. */
export function keysOf({ value, unknown }: Side): readonly string[] | undefined {
  if (isObject(value)) return [...new Set([...Object.keys(value), ...(isObject(unknown) ? Object.keys(unknown) : [])])];
  const absent = value === null || value === undefined;
  return absent && isObject(unknown) ? Object.keys(unknown) : undefined;
}

/** How many elements a side has that is a list; undefined if it is none. */
export function lengthOf({ value, unknown }: Side): number | undefined {
  if (Array.isArray(value)) return Math.max(value.length, Array.isArray(unknown) ? unknown.length : 0);
  const absent = value === null || value === undefined;
  return absent && Array.isArray(unknown) ? unknown.length : undefined;
}

/** What may be shown of a side, as one value. */
export function shown(side: Side): Shown {
  if (side.mask === true) return { kind: "sensitive" };
  return side.unknown === true ? { kind: "unknown" } : { kind: "value", value: visible(side) };
}

function visible(side: Side): Json {
  if (side.mask === true) return "(sensitive)";
  if (side.unknown === true) return "(known after apply)";
  const { value } = side;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  const length = lengthOf(side);
  if (length !== undefined) return Array.from({ length }, (_, index) => visible(part(side, index)));
  const keys = keysOf(side) ?? [];
  return isObject(value) || keys.length > 0
    ? Object.fromEntries(keys.map((key) => [key, visible(part(side, key))]))
    : null;
}
