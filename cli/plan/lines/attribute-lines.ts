import { structuredPatch } from "diff";
import type { AttributeChange, Shown } from "../model";
import { counted } from "../../words";
import { pathText } from "./path-text";
import { linesOf, valueText } from "./value-text";
import { cutMiddle, isRightToLeft, visible } from "./visible";

/** A line of a difference: what comes, what goes, what becomes something else, or what stands around it. */
export interface DiffLine {
  readonly mark: "+" | "-" | "~" | " ";
  readonly text: string;
}

/** How much is shown of what is long. */
export interface Limits {
  /** Characters of a value. */
  readonly value: number;
  /** Lines of a text. */
  readonly lines: number;
  /** Attributes of a resource. */
  readonly attributes: number;
}

/** The lines of a difference that show one changed attribute. */
export function attributeLines(change: AttributeChange, limits: Limits): readonly DiffLine[] {
  const { before, after, path, only, forcesReplacement } = change;
  const name = `${pathText(path)}${forcesReplacement ? " (forces replacement)" : ""}`;
  const mark = before === undefined ? "+" : after === undefined ? "-" : "~";
  if (only !== undefined) return [{ mark: "~", text: `${name}: ${onlyTexts[only]}` }];
  if (before?.kind === "sensitive" && after?.kind === "sensitive")
    return [{ mark, text: `${name}: (sensitive, changed)` }];
  const [was, will] = [linesOf(before), linesOf(after)];
  if (was && will) {
    const lines = textDifference(was, will, limits);
    if (lines.length > 0) return [{ mark, text: `${name}:` }, ...lines];
    return [
      { mark, text: `${name}:` },
      { mark, text: `  ${sameLines(before, after)}` },
    ];
  }
  if (before === undefined && will) return [{ mark, text: `${name}:` }, ...block("+", will, limits)];
  if (after === undefined && was) return [{ mark, text: `${name}:` }, ...block("-", was, limits)];
  const values = [before, after].flatMap((side) => (side ? [valueText(side, limits.value)] : []));
  if (values.length > 1 && [name, ...values].some(isRightToLeft)) return [{ mark, text: `${name}:` }, ...apart(values)];
  return [{ mark, text: `${name}: ${values.join(" → ")}` }];
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

function textDifference(was: readonly string[], will: readonly string[], limits: Limits): readonly DiffLine[] {
  const patch = structuredPatch("", "", was.join("\n"), will.join("\n"), "", "", {
    context: 2,
    maxEditLength: MAXIMUM_EDITS,
  });
  if (patch === undefined) return [...block("-", was, limits), ...block("+", will, limits)];
  const lines = patch.hunks.flatMap(({ lines: hunk }, index) => [
    ...(index > 0 ? [{ mark: " " as const, text: "  ⋮" }] : []),
    ...hunk.filter((line) => !line.startsWith("\\")).map((line) => inText(markOf(line), line.slice(1), limits)),
  ]);
  return shorten(lines, limits);
}

function markOf(line: string): "+" | "-" | " " {
  return line.startsWith("+") ? "+" : line.startsWith("-") ? "-" : " ";
}

function block(mark: "+" | "-", lines: readonly string[], limits: Limits): readonly DiffLine[] {
  return shorten(
    lines.map((line) => inText(mark, line, limits)),
    limits,
  );
}

function inText(mark: "+" | "-" | " ", line: string, limits: Limits): DiffLine {
  return { mark, text: `  ${visible(cutMiddle(line, limits.value))}` };
}

/** The middle is left out, since the end says more than it. */
function shorten(lines: readonly DiffLine[], limits: Limits): readonly DiffLine[] {
  if (lines.length <= limits.lines) return lines;
  const head = Math.ceil((limits.lines * 2) / 3);
  const tail = limits.lines - head;
  const left = lines.length - head - tail;
  return [
    ...lines.slice(0, head),
    { mark: " ", text: `  ⋮ ${counted(left, "line")} more` },
    ...(tail > 0 ? lines.slice(-tail) : []),
  ];
}
