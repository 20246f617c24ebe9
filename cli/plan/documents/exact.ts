import { parseDocument, type HeldDocument } from "./parse-document";

/** Numbers of so many digits may be equal once they are read, and different as they are written. */
const LONG_NUMBER = /(?:\d\.?){16}/;

/** The same as {@link parseDocument}, but nothing where what was read says less than the text: it is shown as the text. */
export function exactDocument(text: string): HeldDocument | undefined {
  const document = parseDocument(text);
  return document !== undefined && isExact(text, document) ? document : undefined;
}

/**
 * Whether a document says all that its text says. Of a key that JSON has twice only the last is read, and a number that
 * is long, or has an exponent, is rounded. The parser of YAML refuses a key that comes twice itself.
 */
export function isExact(text: string, { kind, value }: HeldDocument): boolean {
  if (kind === "yaml") return !LONG_NUMBER.test(text);
  const bare = text.replace(/\\./g, "").replace(/"[^"]*"/g, "");
  return !LONG_NUMBER.test(bare) && !/\d[eE]/.test(bare) && bare.split(":").length - 1 === keysIn(value);
}

/** How many keys the maps of a value have, all of them together. */
function keysIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const inside = Object.values(value);
  return inside.reduce<number>((sum, inner) => sum + keysIn(inner), Array.isArray(value) ? 0 : inside.length);
}
