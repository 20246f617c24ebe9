import { isMap, isNode } from "yaml";
import { pairOf, parse, rangeOf } from "./document";

/** An entry of the map at the top of a file, as it stands there, its comments included; nothing when there is none. */
export function entryText(text: string, key: string): string | undefined {
  const { contents } = parse(text);
  const pair = isMap(contents) ? pairOf(contents.items, key) : undefined;
  if (pair === undefined || !isNode(pair.key)) return undefined;
  const [from] = rangeOf(pair.key);
  const end = isNode(pair.value) ? rangeOf(pair.value)[1] : rangeOf(pair.key)[1];
  const newline = text.indexOf("\n", Math.max(from, end - 1));
  return `${text.slice(from, newline < 0 ? undefined : newline)}\n`;
}
