import type { Report } from "../problem";
import type { Drafts } from "./draft";

const CHECKS: readonly ((all: Drafts, report: Report) => void)[] = [];

/** Runs what one file's shape can't tell: references, unique names and addresses, ranges, what one field asks of another. */
export function check(all: Drafts, report: Report): void {
  for (const one of CHECKS) one(all, report);
}
