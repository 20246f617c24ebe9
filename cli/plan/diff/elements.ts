import { canonical } from "../../canonical";
import { pairUp } from "./pairs";
import { onlyTrue, type Side } from "./side";

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
  /** What is the same in both stands in another order. */
  readonly reordered: boolean;
}

/** An element of a list, and where it stands there. */
export interface Element {
  readonly side: Side;
  readonly index: number;
  /** Equal texts, equal elements. */
  readonly text: string;
}

/**
 * Matches the elements of two lists. Plan JSON has sets as lists, in an order that follows from their content: what is
 * the same in both keeps its order, wherever it stands among what comes and goes, and is no change. What is left is
 * paired when it is recognizably the same thing.
 */
export function matchElements(before: readonly Side[], after: readonly Side[]): MatchedElements {
  const was = before.map(element);
  const will = after.map(element);
  const [gone, kept] = split(was, will);
  const [come, found] = split(will, was);
  return {
    pairs: pairUp(gone, come, { sameLength: was.length === will.length, single: was.length + will.length === 2 }),
    reordered: kept.some(({ text }, index) => text !== found[index]?.text),
  };
}

function element(side: Side, index: number): Element {
  return { side, index, text: canonical([side.value, onlyTrue(side.unknown), onlyTrue(side.mask)]) };
}

/** The elements that the other list lacks, each as often as it lacks it, and those that it has. */
function split(own: readonly Element[], other: readonly Element[]): [Element[], Element[]] {
  const counts = new Map<string, number>();
  for (const { text } of other) counts.set(text, (counts.get(text) ?? 0) + 1);
  const lacking: Element[] = [];
  const common: Element[] = [];
  for (const one of own) {
    const count = counts.get(one.text) ?? 0;
    counts.set(one.text, count - 1);
    (count > 0 ? common : lacking).push(one);
  }
  return [lacking, common];
}
