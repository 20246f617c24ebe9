import { isObject, objectOf } from "../../../stacks/synthesized-stack";
import { canonical } from "../../canonical";
import type { Element, ElementPair } from "./elements";
import { marksAny, type Side } from "./side";

/** What is known of the two lists. */
export interface Lists {
  readonly sameLength: boolean;
  /** Each has one element: a block of which there is one. */
  readonly single: boolean;
}

/** Among more possible pairs than this, only what has the same name or the same place belongs together. */
const MAXIMUM_COMPARISONS = 40_000;

/** Pairs what goes with what comes, the most alike first; in the order of their places. */
export function pairUp(gone: readonly Element[], come: readonly Element[], lists: Lists): readonly ElementPair[] {
  const many = gone.length * come.length > MAXIMUM_COMPARISONS;
  const partners = many ? partnersByName(gone, come, lists) : partnersByLikeness(gone, come, lists);
  const taken = new Set(partners.values());
  const pairs: ElementPair[] = [
    ...gone.map((one) => {
      const partner = partners.get(one);
      return partner
        ? { before: one.side, after: partner.side, index: partner.index }
        : { before: one.side, index: one.index };
    }),
    ...come.filter((one) => !taken.has(one)).map(({ side, index }) => ({ after: side, index })),
  ];
  return pairs.sort((a, b) => a.index - b.index);
}

type Partners = Map<Element, Element>;

function partnersByLikeness(gone: readonly Element[], come: readonly Element[], lists: Lists): Partners {
  const texts = new Map([...gone, ...come].map((one) => [one, fieldsOf(one.side)]));
  const fields = (one: Element): Fields => texts.get(one) ?? new Map();
  const candidates = gone.flatMap((was) =>
    come.flatMap((will) => {
      const likeness =
        isObject(was.side.value) && isObject(will.side.value)
          ? lists.single
            ? 1
            : likenessOf(was.side, will.side, fields(was), fields(will))
          : Number(samePlace(was, will, lists));
      return likeness > 0 ? [{ was, will, likeness }] : [];
    }),
  );
  candidates.sort((a, b) => b.likeness - a.likeness);
  const partners: Partners = new Map();
  const taken = new Set<Element>();
  for (const { was, will } of candidates) {
    if (partners.has(was) || taken.has(will)) continue;
    partners.set(was, will);
    taken.add(will);
  }
  return partners;
}

function partnersByName(gone: readonly Element[], come: readonly Element[], lists: Lists): Partners {
  const byName = new Map<string, Element[]>();
  for (const one of come) {
    const name = nameOf(one.side) ?? `[${String(one.index)}]`;
    byName.set(name, [...(byName.get(name) ?? []), one]);
  }
  for (const queue of byName.values()) queue.reverse();
  return new Map(
    gone.flatMap((was) => {
      const name = nameOf(was.side);
      const queue = byName.get(name ?? `[${String(was.index)}]`);
      const will = queue?.at(-1);
      if (will === undefined || (name === undefined && !samePlace(was, will, lists))) return [];
      queue?.pop();
      return [[was, will] as const];
    }),
  );
}

/** What elements are called by, in the providers' schemas and in policy documents. */
const names = ["name", "id", "key", "sid", "Sid", "metric_name", "rule_name"];

function nameOf({ value }: Side): string | undefined {
  if (!isObject(value)) return undefined;
  const name = names.find((key) => typeof value[key] === "string");
  return name === undefined ? undefined : `${name}=${String(value[name])}`;
}

/** Whether two texts, lists or values that come later are one for standing in the same place. */
function samePlace(was: Element, will: Element, { sameLength }: Lists): boolean {
  if (!sameLength || was.index !== will.index) return false;
  const [before, after] = [was.side.value, will.side.value];
  if (typeof before === "string" && typeof after === "string") return isLong(before);
  return will.side.unknown === true || (Array.isArray(before) && Array.isArray(after));
}

/** A text that is read by its lines: a document, a script. */
function isLong(text: string): boolean {
  return text.includes("\n") || /^\s*[[{]/.test(text);
}

type Fields = ReadonlyMap<string, string>;

/** The fields of a map that say something, each as a text. */
function fieldsOf({ value }: Side): Fields {
  if (!isObject(value)) return new Map();
  return new Map(
    Object.entries(value)
      .filter(([, field]) => !isEmpty(field))
      .map(([key, field]) => [key, canonical(field)]),
  );
}

/** How much two maps are one thing: by their name if they have one, or if at least half of what the first says stays. */
function likenessOf(before: Side, after: Side, was: Fields, will: Fields): number {
  const [old, next] = [objectOf(before.value), objectOf(after.value)];
  const name = names.find((key) => typeof old[key] === "string" && typeof next[key] === "string");
  if (name !== undefined) return old[name] === next[name] ? 2 : 0;
  const unknown = objectOf(after.unknown);
  const keys = [...was.keys()].filter((key) => !marksAny(unknown[key]));
  if (keys.length === 0) return 0.5;
  const share = keys.filter((key) => was.get(key) === will.get(key)).length / keys.length;
  return share >= 0.5 ? share : 0;
}

function isEmpty(value: unknown): boolean {
  return (
    value === null || value === "" || value === 0 || value === false || (Array.isArray(value) && value.length === 0)
  );
}
