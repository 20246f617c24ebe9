import { canonical } from "../../canonical";
import type { AttributeChange, Step } from "../model";
import { matchElements } from "./elements";
import { isThere, keysOf, lengthOf, marksAny, part, plain, shown, type Side } from "./side";

/** What differs between two documents, down to their leaves. */
export function diffValues(before: unknown, after: unknown, path: readonly Step[] = []): AttributeChange[] {
  return diffSides(plain(before), plain(after), path);
}

/** The same for values of a plan, with marks of what is unknown and what is sensitive; null counts as absent. */
export function diffSides(
  before: Side | undefined,
  after: Side | undefined,
  path: readonly Step[] = [],
): AttributeChange[] {
  const was = isThere(before) ? before : undefined;
  const will = isThere(after) ? after : undefined;
  if (was === undefined && will === undefined) return [];
  if (was?.mask === true || will?.mask === true) return maskedChange(was, will, path);
  if (will?.unknown === true) return [leaf(was, will, path)];
  if (every([was, will], keysOf)) return diffMaps(was, will, path);
  if (every([was, will], lengthOf)) return diffLists(was, will, path);
  return was !== undefined && will !== undefined && was.value === will.value ? [] : [leaf(was, will, path)];
}

function leaf(was: Side | undefined, will: Side | undefined, path: readonly Step[]): AttributeChange {
  return { path, ...(was && { before: shown(was) }), ...(will && { after: shown(will) }) };
}

/** Whether each side that is there is of a kind, and one of them has something in it or both are there. */
function every(sides: readonly (Side | undefined)[], kind: (side: Side) => unknown): boolean {
  const there = sides.filter((side) => side !== undefined);
  if (there.some((side) => kind(side) === undefined)) return false;
  return there.length === 2 || there.some((side) => (keysOf(side)?.length ?? lengthOf(side) ?? 0) > 0);
}

/** Nothing is said of a sensitive value but whether it changes. */
function maskedChange(was: Side | undefined, will: Side | undefined, path: readonly Step[]): AttributeChange[] {
  const change: AttributeChange = {
    path,
    ...(was && { before: { kind: "sensitive" } }),
    ...(will && { after: { kind: will.unknown === true ? "unknown" : "sensitive" } }),
  };
  if (!was || !will || marksAny(will.unknown) || canonical(was.value) !== canonical(will.value)) return [change];
  return was.mask === true && will.mask === true ? [] : [{ ...change, only: "sensitivity" }];
}

function diffMaps(was: Side | undefined, will: Side | undefined, path: readonly Step[]): AttributeChange[] {
  const changes: AttributeChange[] = [];
  for (const key of keysOfBoth(was, will)) {
    const inside = diffSides(was && part(was, key), will && part(will, key), [...path, key]);
    for (const change of inside) changes.push(change);
  }
  return changes;
}

function keysOfBoth(was: Side | undefined, will: Side | undefined): readonly string[] {
  const [before, after] = [(was && keysOf(was)) ?? [], (will && keysOf(will)) ?? []];
  if (before.length === 0) return [...after].sort();
  if (after.length === 0) return [...before].sort();
  return [...new Set([...before, ...after])].sort();
}

function diffLists(was: Side | undefined, will: Side | undefined, path: readonly Step[]): AttributeChange[] {
  const { pairs, reordered } = matchElements(elements(was), elements(will));
  return [
    ...(reordered ? [{ ...leaf(was, will, path), only: "order" as const }] : []),
    ...pairs.flatMap(({ before, after, index }) => diffSides(before, after, [...path, index])),
  ];
}

function elements(side: Side | undefined): Side[] {
  if (side === undefined) return [];
  return Array.from({ length: lengthOf(side) ?? 0 }, (_, index) => part(side, index));
}
