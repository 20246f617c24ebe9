import { isMap, isScalar, type Node, type YAMLMap } from "yaml";
import { formatPath, type Path } from "../tree";
import { nodeAt, parse, rangeOf } from "./document";
import { blockEntry, flowEntry, plainOf, type Value } from "./entry";
import { insertIntoFlow } from "./insert-flow";
import { scalarText } from "./scalar";
import { verified } from "./verify";

/**
 * Adds an entry that is not there yet, as the last of its map, with the file's indentation. Maps on the way to it that
 * are not there are added, too. Every byte that was there stays.
 */
export function insertEntry(text: string, path: Path, value: Value): string {
  const document = parse(text);
  if (nodeAt(document, path) !== undefined && !isEmpty(nodeAt(document, path))) {
    throw new Error(`${formatPath(path)} is there already.`);
  }
  const depth = mapDepth(path, (part) => nodeAt(document, part));
  const map = nodeAt(document, path.slice(0, depth));
  const key = scalarText(String(path[depth]));
  const inner = path.slice(depth + 1).reduceRight<Value>((all, step) => ({ [String(step)]: all }), value);
  const result = isMap(map) ? intoMap(text, map, key, inner) : appended(text, key, inner);
  return verified(result, document, path, plainOf(value));
}

/** How many steps of the path lead to a map. */
function mapDepth(path: Path, at: (part: Path) => Node | undefined): number {
  for (let depth = path.length - 1; depth > 0; depth--) {
    const node = at(path.slice(0, depth));
    if (isMap(node)) return depth;
    if (node !== undefined && !isEmpty(node)) throw new Error(`${formatPath(path.slice(0, depth))} is not a map.`);
  }
  return 0;
}

function isEmpty(node: Node | undefined): boolean {
  return isScalar(node) && node.value === null;
}

function intoMap(text: string, map: YAMLMap, key: string, value: Value): string {
  if (map.flow) return insertIntoFlow(text, map, flowEntry(key, value));
  const existing = map.items.find((pair) => isScalar(pair.key) && scalarText(String(pair.key.value)) === key);
  const [from, to] = rangeOf(map);
  const indent = columnOf(text, from);
  const lines = blockEntry(key, value, { flow: prefersFlow(map), indent });
  if (existing !== undefined && isScalar(existing.key)) return overEmpty(text, existing.key, lines);
  return afterLine(text, to, lines);
}

/** A key without a value gets one: what is inserted goes over its line's end. */
function overEmpty(text: string, key: Node, lines: readonly string[]): string {
  const [from, to] = rangeOf(key);
  const rest = lines.join(endOfLine(text)).slice(lines[0]?.indexOf(":") ?? 0);
  const colon = text.indexOf(":", to);
  const old = /^:[ \t]*(~|null)?/.exec(text.slice(colon))?.[0] ?? ":";
  return `${text.slice(0, Math.max(from, colon))}${rest}${text.slice(colon + old.length)}`;
}

function appended(text: string, key: string, value: Value): string {
  return afterLine(text, text.length, blockEntry(key, value, { flow: false, indent: 0 }));
}

/** Puts lines behind the line in which something ends. */
function afterLine(text: string, end: number, lines: readonly string[]): string {
  const eol = endOfLine(text);
  const added = lines.join(eol);
  if (end > 0 && text[end - 1] === "\n") return `${text.slice(0, end)}${added}${eol}${text.slice(end)}`;
  const next = text.indexOf("\n", end);
  if (next < 0) return `${text}${eol}${added}`;
  return `${text.slice(0, next + 1)}${added}${eol}${text.slice(next + 1)}`;
}

/** Whether the maps in a map are written between braces. */
function prefersFlow(map: YAMLMap): boolean {
  const maps = map.items.map(({ value }) => value).filter((value) => isMap(value));
  return maps.length > 0 && maps.every((one) => one.flow);
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

/** How the file ends its lines. */
function endOfLine(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}
