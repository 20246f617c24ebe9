import { expandReport } from "../documents/expand";
import type { Report } from "../report";
import { details, leastDetail, type Detail } from "./detail";
import { digestBlocks, footer } from "./footer";
import { pack, sizeOf, type Fold, type Pieces } from "./pack";
import { folded, shortAddress } from "./resource";
import { stackBlocks, type Share } from "./stack";
import { summaryTable } from "./table";
import { plannedIn, verdictText } from "../verdict";
import { htmlCode } from "./escape";
import { cautionBlock, refusalBlock, warningBlock } from "./alerts";

/** How a report becomes a comment. */
export interface CommentOptions {
  /** What stands above all. @default "Plan" */
  readonly title?: string;
  /** Paragraphs of Markdown below the verdict. @default - none */
  readonly remarks?: readonly string[];
  /** The size of a part, in bytes. @default {@link MAXIMUM} */
  readonly maximum?: number;
}

/** The bytes of a part: GitHub takes 65,536 characters, and a marker needs room too. */
export const MAXIMUM = 56_000;

/**
 * The Markdown of a report: one part, with less detail the larger it is; several only when even the names of what is
 * lost need more room. Nothing that a plan holds can break out of its place in it.
 */
export function renderComment(report: Report, options: CommentOptions = {}): readonly string[] {
  const { title = "Plan", maximum = MAXIMUM } = options;
  const mayFit = details.filter((detail) => leastSize(report, detail) <= maximum);
  if (mayFit.length > 0) {
    const expanded = expandReport(report);
    for (const detail of mayFit) {
      const [whole = ""] = pack(piecesOf(expanded, options, detail), Infinity);
      if (sizeOf(whole) <= maximum) return [whole];
    }
  }
  const heading = (part: number, of: number): string => `### ${title}, part ${String(part)} of ${String(of)}\n\n`;
  const parts = packParts(report, options, maximum - sizeOf(heading(100, 100)));
  return parts.map((part, index) => (index === 0 ? part : `${heading(index + 1, parts.length)}${part}`));
}

/** Of several parts the first ones have what is lost, of all stacks: nobody should have to read to the end for it. */
function packParts(report: Report, options: CommentOptions, maximum: number): readonly string[] {
  const pieces = piecesOf(report, options, leastDetail);
  const parts = pack(pieces, maximum);
  if (parts.length === 1 || report.stacks.length === 1) return parts;
  const fold = (share: Share): Fold[] => report.stacks.flatMap((stack) => stackBlocks(stack, leastDetail, share) ?? []);
  return pack({ ...pieces, folds: [...fold("losses"), ...fold("rest"), ...digestBlocks(report)] }, maximum);
}

/** At least so large is a comment of this detail: to find out costs nothing, and a large plan is made into text once. */
function leastSize(report: Report, detail: Detail): number {
  const resources = plannedIn(report).flatMap(({ plan }) => plan.resources);
  const named = detail.created ? resources : resources.filter(({ action }) => action !== "create");
  const told = named.filter(({ action }) => action !== "read" && action !== "open");
  return told.reduce((sum, { address }) => sum + sizeOf(folded(htmlCode(shortAddress(address)), [])), 0);
}

function piecesOf(report: Report, { title = "Plan", remarks = [] }: CommentOptions, detail: Detail): Pieces {
  return {
    head: [
      `### ${title}: ${verdictText(report)}`,
      ...remarks,
      ...refusalBlock(report),
      ...cautionBlock(report),
      ...warningBlock(report),
      ...summaryTable(report),
      ...(detail.cut === "" ? [] : [`Shortened to fit: ${detail.cut}. All of it: \`npm run platform -- plan\`.`]),
    ],
    folds: [...report.stacks.flatMap((stack) => stackBlocks(stack, detail) ?? []), ...digestBlocks(report)],
    foot: [footer(report)],
  };
}
