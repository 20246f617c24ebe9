import type { Report } from "../report";
import { codeSpan } from "./escape";
import { plannedIn } from "../verdict";
import { chunks } from "./rows";
import type { Fold } from "./pack";

const ENGINES = { terraform: "Terraform", tofu: "OpenTofu" } as const;

/** Where the plans come from. */
export function footer(report: Report): string {
  const { engine, origin } = report;
  const { head, base, runUrl } = origin;
  const facts = [
    ...(engine === undefined ? [] : [`${ENGINES[engine.name]} ${codeSpan(engine.version)}`]),
    ...(head === undefined ? [] : [`commit ${shortHash(head)}`]),
    ...(base === undefined ? [] : [`compared with ${shortHash(base)}`]),
    ...(runUrl === undefined ? [] : [runLink(runUrl)]),
  ];
  return facts.join(" · ");
}

/** What the plans are recognized by; nothing when there are none. */
export function digestBlocks(report: Report): Fold[] {
  const digests = plannedIn(report).map(({ stack, digest }) => `${codeSpan(stack)} ${codeSpan(digest)}`);
  if (digests.length === 0 || report.engine === undefined) return [];
  const blocks = chunks(digests).map((chunk) => chunk.join("<br>\n"));
  return [{ title: "Digests of these changes", open: false, blocks }];
}

function shortHash(hash: string): string {
  return codeSpan(hash.slice(0, 9));
}

/** The page of a run: a link only where the address is one that GitHub's own variables make. */
export function runLink(url: string): string {
  return /^https?:\/\/[\w.:/-]+$/.test(url) ? `[the run](${url})` : codeSpan(url);
}
