import type { DiffLine } from "../lines/attribute-lines";
import { fence } from "./escape";
import { sizeOf } from "./pack";
import { diffFence } from "./resource";

/** How large a block is at most, in bytes: a part of a comment can end between two. */
const BLOCK_BYTES = 6_000;

/** Rows of a difference in fences. */
export function rows(texts: readonly string[], mark: DiffLine["mark"]): string[] {
  return chunks(texts).map((chunk) => diffFence(chunk.map((text) => ({ mark, text }))));
}

/** Lines of text in fences. */
export function textRows(texts: readonly string[]): string[] {
  return chunks(texts).map((chunk) => fence(chunk, "text"));
}

/** Texts in groups, each small enough for a block. */
export function chunks(texts: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let size = Infinity;
  for (const text of texts) {
    size += sizeOf(text) + 3; // its mark and line break
    if (size > BLOCK_BYTES) {
      groups.push([]);
      size = sizeOf(text);
    }
    groups.at(-1)?.push(text);
  }
  return groups;
}

/** How many changes the rows of a part of a comment tell: one each, but for what is new, of which a row says how many. */
export function changesIn(part: string): number {
  const fences = [...part.matchAll(/^(`{3,})diff\n([^]*?)\n\1$/gm)].flatMap(([, , body = ""]) => body.split("\n"));
  const counts = fences.map((line) => Number((/^\+ ([\d,]+) × /.exec(line)?.[1] ?? "1").replaceAll(",", "")));
  return counts.reduce((sum, count) => sum + count, 0);
}
