import { scalarText, type ScalarValue } from "./scalar";

/** A value of a new entry. */
export type Value = ScalarValue | Commented | readonly ScalarValue[] | { readonly [key: string]: Value };

/** A value with a comment behind it, in a line of its own. */
export class Commented {
  constructor(
    readonly value: ScalarValue,
    readonly comment: string,
  ) {}
}

/** How a new entry is written. */
export interface EntryStyle {
  /** Whether maps without maps in them go between braces. */
  readonly flow: boolean;
  /** Spaces before the key. */
  readonly indent: number;
}

/** Longer lines are hard to read. */
const WIDTH = 120;

/** A new entry of a map in lines. */
export function blockEntry(key: string, value: Value, { flow, indent }: EntryStyle): string[] {
  const begin = `${" ".repeat(indent)}${key}:`;
  if (!isRecord(value)) return [`${begin} ${inline(value)}`];
  const entries = Object.entries(value);
  if (entries.length === 0) return [`${begin} {}`];
  const nested = entries.some(([, inner]) => isRecord(inner) || inner instanceof Commented);
  const line = flow && !nested ? `${begin} ${flowText(value)}` : "";
  if (line !== "" && line.length <= WIDTH) return [line];
  const lines = entries.flatMap(([name, inner]) =>
    blockEntry(scalarText(name), inner, { flow: true, indent: indent + 2 }),
  );
  return [begin, ...lines];
}

/** A new entry of a map between braces. */
export function flowEntry(key: string, value: Value): string {
  return `${key}: ${flowText(value)}`;
}

/** The data that a value stands for. */
export function plainOf(value: Value): unknown {
  if (value instanceof Commented) return value.value;
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainOf(inner)]));
}

function flowText(value: Value): string {
  if (value instanceof Commented) throw new Error("A comment has no place between braces; write the map in lines.");
  if (!isRecord(value)) return inline(value);
  const entries = Object.entries(value).map(([key, inner]) => flowEntry(scalarText(key), inner));
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function inline(value: Exclude<Value, { readonly [key: string]: Value }> | Commented): string {
  if (value instanceof Commented) return `${scalarText(value.value)} # ${value.comment}`;
  return isList(value) ? `[${value.map((item) => scalarText(item)).join(", ")}]` : scalarText(value);
}

function isList(value: Value): value is readonly ScalarValue[] {
  return Array.isArray(value);
}

function isRecord(value: Value): value is { readonly [key: string]: Value } {
  return typeof value === "object" && !isList(value) && !(value instanceof Commented);
}
