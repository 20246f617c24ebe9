import type { YAMLMap } from "yaml";
import { rangeOf } from "./document";

/** Adds an entry to a map between braces, which stays in one line or goes on in lines as it did. */
export function insertIntoFlow(text: string, map: YAMLMap, entry: string): string {
  const [from, to] = rangeOf(map);
  const put = (at: number, added: string): string => `${text.slice(0, at)}${added}${text.slice(at)}`;
  const last = map.items.at(-1);
  if (last === undefined) {
    const inside = text.slice(from + 1, to - 1);
    return inside.trim() === "" ? `${text.slice(0, from)}{ ${entry} }${text.slice(to)}` : put(from + 1, ` ${entry},`);
  }
  // The last character that is neither blank nor of a comment: behind it comes the new entry.
  const { end, comma } = lastInside(text, from, to, map);
  const rest = text.slice(end, to - 1);
  if (!rest.includes("\n")) return put(end, `${comma ? "" : ","} ${entry}${comma ? "," : ""}`);
  const line = text.slice(text.lastIndexOf("\n", end - 1) + 1, end);
  const indent = /^\s*/.exec(line)?.[0] ?? "";
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const newline = end + rest.indexOf("\n") + 1;
  const added = `${indent}${entry}${comma ? "," : ""}${eol}`;
  return `${text.slice(0, end)}${comma ? "" : ","}${text.slice(end, newline)}${added}${text.slice(newline)}`;
}

/** Where the last entry ends, its comma included, if it has one. */
function lastInside(text: string, from: number, to: number, map: YAMLMap): { end: number; comma: boolean } {
  const last = map.items.at(-1);
  const ends = [last?.key, last?.value].map((node) => nodeEnd(node)).filter((end) => end > from);
  const end = Math.max(...ends, from + 1);
  const comma = /^\s*,/.exec(text.slice(end, to - 1));
  return comma === null ? { end, comma: false } : { end: end + comma[0].length, comma: true };
}

function nodeEnd(node: unknown): number {
  if (typeof node !== "object" || node === null || !("range" in node) || !Array.isArray(node.range)) return 0;
  return Number(node.range[1]);
}
