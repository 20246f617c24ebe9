import { isObject, type JsonObject, objectOf } from "../../stacks/synthesized-stack";
import { jsonMeaning } from "./meaning";

/** A block of a stack's JSON, or a setting: what people recognize as one thing that can differ. */
export interface Part {
  /** `resource`, `data`, `output`, `terraform`, `moved`… */
  readonly section: string;
  /** The keys below the section: `["aws_vpc", "network"]`. */
  readonly keys: readonly string[];
  /** Without cdktf's notes. */
  readonly value: unknown;
}

/** A part that two revisions have differently; undefined where there is none. */
export interface PartDifference {
  readonly section: string;
  readonly keys: readonly string[];
  readonly base?: Part;
  readonly head?: Part;
}

/** How many keys name a block of a section; one, where it is not said. */
const depths: ReadonlyMap<string, number> = new Map([
  ["resource", 2],
  ["data", 2],
  ["ephemeral", 2],
]);

/** Everything in a stack's JSON that Terraform reads, part by part: without cdktf's notes, its version among them. */
export function partsOf(json: JsonObject): readonly Part[] {
  return Object.entries(json)
    .filter(([section]) => section !== NOTES)
    .flatMap(([section, value]) => partsBelow(section, [], value, depths.get(section) ?? 1));
}

/** The parts that differ by meaning, in the order of the newer revision, then those that are gone. */
export function differingParts(base: JsonObject, head: JsonObject): readonly PartDifference[] {
  const before = byKey(partsOf(base));
  const after = byKey(partsOf(head));
  return [...new Set([...after.keys(), ...before.keys()])]
    .map((key) => ({ base: before.get(key), head: after.get(key) }))
    .filter(({ base: one, head: other }) => meaning(one) !== meaning(other))
    .flatMap(({ base: one, head: other }) => {
      const part = other ?? one;
      if (part === undefined) return [];
      return [{ section: part.section, keys: part.keys, ...(one && { base: one }), ...(other && { head: other }) }];
    });
}

/** The name of a part as Terraform writes it: `aws_vpc.network`, `data.aws_region.here`, `var.token`, `moved`. */
export function addressOf({ section, keys }: Pick<Part, "section" | "keys">): string {
  if (section === "resource") return keys.join(".");
  return [prefixes.get(section) ?? section, ...keys].join(".");
}

const prefixes: ReadonlyMap<string, string> = new Map([
  ["variable", "var"],
  ["locals", "local"],
]);

/** Where cdktf notes construct paths and its own version. Terraform ignores the key in a block, and only there. */
const NOTES = "//";

function partsBelow(section: string, keys: readonly string[], value: unknown, depth: number): readonly Part[] {
  // A local is a value, in which the key means itself.
  if (depth === 0 || !isObject(value))
    return [{ section, keys, value: section === "locals" ? value : withoutNotes(value) }];
  return Object.entries(value)
    .filter(([key]) => key !== NOTES)
    .flatMap(([key, below]) => partsBelow(section, [...keys, key], below, depth - 1));
}

function withoutNotes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNotes);
  if (!isObject(value) || !(NOTES in value)) return value;
  return Object.fromEntries(Object.entries(objectOf(value)).filter(([key]) => key !== NOTES));
}

function byKey(parts: readonly Part[]): ReadonlyMap<string, Part> {
  return new Map(parts.map((part) => [JSON.stringify([part.section, ...part.keys]), part]));
}

function meaning(part: Part | undefined): string | undefined {
  return part && jsonMeaning(part.value);
}
