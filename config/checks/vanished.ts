import { isFurtherStack } from "../folder";
import type { Report } from "../problem";
import { problemOf } from "../problem";
import { PROTECTED_LIST, stackIsGone } from "../protected";
import { find } from "../tree";
import type { Drafts } from "./draft";

/**
 * An environment whose stack holds protected things doesn't vanish without a reason. Every command stops here, beside
 * what else the missing file leads to; what is gone from a stack that is there is found when the stacks are made.
 */
export function checkVanished({ organization, drafts, listed }: Drafts, report: Report): void {
  if (organization === undefined) return; // it may hold the reason
  const names = new Set(drafts.map(({ name }) => name));
  for (const [stack, addresses] of listed) {
    if (addresses.length === 0 || names.has(stack) || isFurtherStack(stack)) continue;
    if (find(organization, ["removals", stack]) === undefined) {
      report(problemOf(PROTECTED_LIST, stackIsGone(stack, addresses)));
    }
  }
}
