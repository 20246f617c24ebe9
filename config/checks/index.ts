import type { Report } from "../problem";
import { checkAddresses } from "./addresses";
import { checkClusters } from "./cluster";
import { checkDomains } from "./domains";
import type { Drafts } from "./draft";
import { checkEngines } from "./engine";
import { checkPorts } from "./ports";
import { checkRanges } from "./ranges";
import { checkReferences } from "./references";
import { checkSharedVersions } from "./shared-versions";
import { checkVanished } from "./vanished";

const CHECKS: readonly ((all: Drafts, report: Report) => void)[] = [
  checkReferences,
  checkDomains,
  checkAddresses,
  checkRanges,
  checkClusters,
  checkEngines,
  checkPorts,
  checkSharedVersions,
  checkVanished,
];

/** Runs what one file's shape can't tell: references, unique names and addresses, ranges, what one field asks of another. */
export function check(all: Drafts, report: Report): void {
  for (const one of CHECKS) one(all, report);
}
