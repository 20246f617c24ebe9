import { structuredPatch, type StructuredPatchHunk } from "diff";
import type { AttributeChange, Shown } from "../model";
import { sameEnds } from "../same-ends";
import { isPathCut, pathText } from "./path-text";
import { shortened, sidesOf, UNCHANGED, writtenLines, type TextLine } from "./text-lines";
import { linesOf } from "./value-text";
import { valueTexts } from "./value-pair";
import { isRightToLeft } from "./visible";

/** A line of a difference: what comes, what goes, what becomes something else, or what stands around it. */
export interface DiffLine {
  readonly mark: "+" | "-" | "~" | " ";
  readonly text: string;
  /** Something is left out here. */
  readonly cut?: true;
}

/** How much is shown of what is long. */
export interface Limits {
  /** Characters of a value. */
  readonly value: number;
  /** Lines of a text. */
  readonly lines: number;
  /** Attributes of a resource. */
  readonly attributes: number;
  /**
   * Characters of a key.
   * @default 200
   */
  readonly keys?: number;
}

/** The lines of a difference that show one changed attribute. */
export function attributeLines(change: AttributeChange, limits: Limits): readonly DiffLine[] {
  const { before, after, path, only, forcesReplacement } = change;
  const name = `${pathText(path, limits.keys)}${forcesReplacement ? " (forces replacement)" : ""}`;
  const mark = before === undefined ? "+" : after === undefined ? "-" : "~";
  const titled = (said: string, cut = false): DiffLine => ({
    mark,
    text: `${name}:${said}`,
    ...((cut || isPathCut(path, limits.keys)) && { cut: true }),
  });
  if (only !== undefined) return [{ ...titled(` ${onlyTexts[only]}`), mark: "~" }];
  if (before?.kind === "sensitive" && after?.kind === "sensitive") return [titled(" (sensitive, changed)")];
  const [was, will] = [linesOf(before), linesOf(after)];
  if (was && will) {
    const lines = textDifference(was, will, limits);
    return lines.length > 0 ? [titled(""), ...lines] : [titled(""), { mark, text: `  ${sameLines(before, after)}` }];
  }
  if (before === undefined && will) return [titled(""), ...block("+", will, limits)];
  if (after === undefined && was) return [titled(""), ...block("-", was, limits)];
  const { texts, cut } = valueTexts(before, after, limits.value);
  if (texts.length > 1 && [name, ...texts].some(isRightToLeft)) return [titled("", cut), ...apart(texts)];
  return [titled(` ${texts.join(" → ")}`, cut)];
}

/** In one line with letters that are read from right to left, what was would look like what will be. */
function apart(values: readonly string[]): readonly DiffLine[] {
  return values.map((text, index) => ({ mark: index === 0 ? "-" : "+", text: `  ${text}` }));
}

const onlyTexts = {
  order: "the same elements in another order",
  formatting: "the same content, formatted in another way",
  sensitivity: "(sensitive): the same value, marked in another way",
} as const;

/** How two texts differ that have the same lines. */
function sameLines(before: Shown | undefined, after: Shown | undefined): string {
  const [was, will] = [before, after].map((side) =>
    side?.kind === "value" && typeof side.value === "string" ? side.value.replace(/\n$/, "") : undefined,
  );
  return was === will ? "the line break at the end" : onlyTexts.formatting;
}

/** More edits than this are shown as two texts: nobody reads them line by line, and to find them takes ever longer. */
const MAXIMUM_EDITS = 400;

/** Lines that are shown around what differs. */
const CONTEXT = 2;

function textDifference(was: readonly string[], will: readonly string[], limits: Limits): readonly DiffLine[] {
  const patch = structuredPatch("", "", was.join("\n"), will.join("\n"), "", "", {
    context: CONTEXT,
    maxEditLength: MAXIMUM_EDITS,
  });
  if (patch === undefined) {
    const lines = twoTexts(was, will, limits);
    return writtenLines(lines, sidesOf(lines), limits);
  }
  const lines = patch.hunks.flatMap(linesOfHunk);
  return writtenLines(shortened(lines, limits.lines), sidesOf(lines), limits);
}

/** One text and the other, from the first line that differs to the last. */
function twoTexts(was: readonly string[], will: readonly string[], limits: Limits): readonly TextLine[] {
  const { before, after } = sameEnds(was, will);
  const around = (from: number, to: number): readonly TextLine[] =>
    was.slice(Math.max(from, 0), to).map((text) => ({ mark: " ", text }));
  return [
    ...around(before - CONTEXT, before),
    ...side("-", was.slice(before, was.length - after), limits),
    ...side("+", will.slice(before, will.length - after), limits),
    ...around(was.length - after, Math.min(was.length - after + CONTEXT, was.length)),
  ];
}

function linesOfHunk({ lines }: StructuredPatchHunk, index: number): readonly TextLine[] {
  const own = lines.filter((line) => !line.startsWith("\\"));
  return [...(index > 0 ? [UNCHANGED] : []), ...own.map((line) => ({ mark: markOf(line), text: line.slice(1) }))];
}

function markOf(line: string): "+" | "-" | " " {
  return line.startsWith("+") ? "+" : line.startsWith("-") ? "-" : " ";
}

function block(mark: "+" | "-", lines: readonly string[], limits: Limits): readonly DiffLine[] {
  return writtenLines(side(mark, lines, limits), { "-": [], "+": [] }, limits);
}

function side(mark: "+" | "-", lines: readonly string[], limits: Limits): readonly TextLine[] {
  const all = lines.map((text) => ({ mark, text }));
  return shortened(all, limits.lines);
}
