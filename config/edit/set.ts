import { isScalar } from "yaml";
import { formatPath, type Path } from "../tree";
import { nodeAt, parse, rangeOf } from "./document";
import { scalarText, type ScalarValue } from "./scalar";
import { verified } from "./verify";

/**
 * Replaces the value at a path by another, in its quotes where it has any. No other byte changes: not a comment, not
 * the order, not the way anything is written.
 */
export function setScalar(text: string, path: Path, value: ScalarValue): string {
  const document = parse(text);
  const node = nodeAt(document, path);
  if (!isScalar(node)) throw new Error(`${formatPath(path)} is not a single value that could be replaced.`);
  const [from, to] = rangeOf(node);
  // Of a key without a value, the place is directly behind the colon.
  const space = from === to && text[from - 1] === ":" ? " " : "";
  const lineEnd = /\r?\n$/.exec(text.slice(from, to))?.[0] ?? "";
  const style = node.type;
  return verified(
    `${text.slice(0, from)}${space}${scalarText(value, style)}${lineEnd}${text.slice(to)}`,
    document,
    path,
    value,
  );
}
