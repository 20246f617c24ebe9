import { isObject, objectOf, type JsonObject } from "../../../stacks/synthesized-stack";
import { canonical } from "../canonical";
import { marksAny, type Side } from "./side";

/** Elements of two lists that belong together, or one that is in one list only. */
export interface ElementPair {
  readonly before?: Side;
  readonly after?: Side;
  /** Its place: in the list after, or before if it goes. */
  readonly index: number;
}

/** What differs between two lists. */
export interface MatchedElements {
  /** Elements that are not the same in both. */
  readonly pairs: readonly ElementPair[];
  /** All are the same, in another order. */
  readonly reordered: boolean;
}

interface Element {
  readonly side: Side;
  readonly index: number;
  readonly text: string;
}

/**
 * Matches the elements of two lists. Plan JSON has sets as lists, in an order that follows from their content, so the
 * same element may stand anywhere: it is no change. What is left is paired when it is recognizably the same thing.
 */
export function matchElements(before: readonly Side[], after: readonly Side[]): MatchedElements {
  const was = before.map(element);
  const will = after.map(element);
  const gone = without(was, will);
  const come = without(will, was);
  if (gone.length === 0 && come.length === 0) {
    return { pairs: [], reordered: was.some(({ text }, index) => text !== will[index]?.text) };
  }
  const sameLength = was.length === will.length;
  const single = was.length === 1 && will.length === 1; // a block of which there is one
  const pairs: ElementPair[] = [];
  for (const { side, index } of gone) {
    const partner = come.findIndex((candidate) =>
      belong(side, candidate.side, sameLength && candidate.index === index, single),
    );
    const [found] = partner < 0 ? [] : come.splice(partner, 1);
    pairs.push(found ? { before: side, after: found.side, index: found.index } : { before: side, index });
  }
  pairs.push(...come.map(({ side, index }) => ({ after: side, index })));
  return { pairs: pairs.sort((a, b) => a.index - b.index), reordered: false };
}

function element(side: Side, index: number): Element {
  return { side, index, text: canonical([side.value, ...[side.unknown, side.mask].map(trues)]) };
}

/** Marks without what they don't mark: engines write false, an empty list or nothing for the same. */
function trues(marks: unknown): unknown {
  return marksAny(marks) ? marks : null;
}

/** The elements that the other list lacks, each as often as it lacks it. */
function without(own: readonly Element[], other: readonly Element[]): Element[] {
  const counts = new Map<string, number>();
  for (const { text } of other) counts.set(text, (counts.get(text) ?? 0) + 1);
  return own.filter(({ text }) => {
    const count = counts.get(text) ?? 0;
    counts.set(text, count - 1);
    return count <= 0;
  });
}

/** What elements are called by, in the providers' schemas and in policy documents. */
const names = ["name", "id", "key", "sid", "Sid", "metric_name", "rule_name"];

/** Whether two different elements are one thing that changes. */
function belong(before: Side, after: Side, samePlace: boolean, single: boolean): boolean {
  if (isObject(before.value) && isObject(after.value)) return single || alike(before.value, after.value, after.unknown);
  if (typeof before.value === "string" && typeof after.value === "string") return samePlace && isLong(before.value);
  return samePlace && (after.unknown === true || Array.isArray(before.value));
}

/** A text that is read by its lines: a document, a script. */
function isLong(text: string): boolean {
  return text.includes("\n") || /^\s*[[{]/.test(text);
}

function alike(before: JsonObject, after: JsonObject, unknown: unknown): boolean {
  const name = names.find((key) => typeof before[key] === "string" && typeof after[key] === "string");
  if (name !== undefined) return before[name] === after[name];
  const keys = Object.keys(before).filter((key) => !isEmpty(before[key]) && !marksAny(objectOf(unknown)[key]));
  const same = keys.filter((key) => canonical(before[key]) === canonical(after[key]));
  return same.length * 2 >= keys.length;
}

function isEmpty(value: unknown): boolean {
  return (
    value === null || value === "" || value === 0 || value === false || (Array.isArray(value) && value.length === 0)
  );
}
