import { isAlias, isMap, isNode, isScalar, isSeq, parseDocument, type Document, type Node, type Pair } from "yaml";
import { formatPath, type Path } from "../tree";

/** Reads a file that is to be edited; config has checked it before, so a mistake in it is one of the caller's. */
export function parse(text: string): Document.Parsed {
  const document = parseDocument(text, { version: "1.2", prettyErrors: false, keepSourceTokens: true });
  if (document.errors.length > 0) throw new Error(`Only a file without mistakes can be edited: ${text.slice(0, 80)}`);
  return document;
}

/** The node at a path; nothing when it does not exist. What an alias stands for is shared, so it is not edited. */
export function nodeAt(document: Document, path: Path): Node | undefined {
  let node: unknown = document.contents;
  for (const [index, step] of path.entries()) {
    if (isAlias(node)) throw isShared(path.slice(0, index));
    node = isMap(node) ? pairOf(node.items, step)?.value : isSeq(node) ? node.items[Number(step)] : undefined;
  }
  if (isAlias(node)) throw isShared(path);
  return isNode(node) ? node : undefined;
}

function isShared(path: Path): Error {
  return new Error(`${formatPath(path)} is an alias: an edit would change other values, too. Write the value out.`);
}

/** The entry of a map with this key. */
export function pairOf(items: readonly Pair[], key: PropertyKey): Pair | undefined {
  return items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key));
}

/** Where a node begins and where its last character lies, without comments and blank lines behind it. */
export function rangeOf(node: Node): readonly [number, number] {
  if (!node.range) throw new Error("The node was not read from a file.");
  const [from, to] = node.range;
  if (!(isMap(node) || isSeq(node)) || node.flow) return [from, to];
  const last: unknown = node.items.at(-1);
  return [from, Math.max(from, endOf(last))];
}

/** Where an item of a map or list ends. */
function endOf(item: unknown): number {
  if (isNode(item)) return rangeOf(item)[1];
  if (typeof item !== "object" || item === null || !("key" in item) || !("value" in item)) return 0;
  return Math.max(isNode(item.key) ? rangeOf(item.key)[1] : 0, isNode(item.value) ? rangeOf(item.value)[1] : 0);
}
