import type { Report } from "../report";
import { details, type Detail } from "./detail";
import { footer } from "./footer";
import { pack, sizeOf, type Pieces } from "./pack";
import { stackBlocks } from "./stack";
import { summaryTable } from "./table";
import { verdictText } from "../verdict";
import { cautionBlock, warningBlock } from "./alerts";

/** How a report becomes a comment. */
export interface CommentOptions {
  /** What stands above all. @default "Plan" */
  readonly title?: string;
  /** Paragraphs of Markdown below the verdict. @default - none */
  readonly remarks?: readonly string[];
  /** The size of a part, in bytes. @default 56,000: GitHub takes 65,536 characters, and a marker needs room too */
  readonly maximum?: number;
}

const MAXIMUM = 56_000;

/**
 * The Markdown of a report: one part, with less detail the larger it is; several only when even the names of what is
 * lost need more room. Nothing that a plan holds can break out of its place in it.
 */
export function renderComment(report: Report, options: CommentOptions = {}): readonly string[] {
  const { title = "Plan", maximum = MAXIMUM } = options;
  let pieces = piecesOf(report, options, details[0]);
  for (const detail of details) {
    pieces = piecesOf(report, options, detail);
    const [whole = ""] = pack(pieces, Infinity);
    if (sizeOf(whole) <= maximum) return [whole];
  }
  const heading = (part: number, of: number): string => `### ${title}, part ${String(part)} of ${String(of)}\n\n`;
  const parts = pack(pieces, maximum - sizeOf(heading(100, 100)));
  return parts.map((part, index) => (index === 0 ? part : `${heading(index + 1, parts.length)}${part}`));
}

function piecesOf(report: Report, { title = "Plan", remarks = [] }: CommentOptions, detail: Detail): Pieces {
  return {
    head: [
      `### ${title}: ${verdictText(report)}`,
      ...remarks,
      ...cautionBlock(report),
      ...warningBlock(report),
      ...summaryTable(report),
      ...(detail.cut === "" ? [] : [`Shortened to fit: ${detail.cut}. All of it: \`npm run platform -- plan\`.`]),
    ],
    stacks: report.stacks.flatMap((stack) => stackBlocks(stack, detail) ?? []),
    foot: footer(report),
  };
}
