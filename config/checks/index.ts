import type { Report } from "../problem";
import { checkAddresses } from "./addresses";
import { checkApplications } from "./applications";
import { checkClusters } from "./cluster";
import { checkDomains } from "./domains";
import type { Drafts } from "./draft";
import { checkEngines } from "./engine";
import { checkImages } from "./images";
import { checkKnownHosts } from "./known-hosts";
import { checkManagedArgoCd } from "./managed-argo-cd";
import { checkNames } from "./names";
import { checkNamespaces } from "./namespaces";
import { checkPorts } from "./ports";
import { checkPrereleases } from "./prereleases";
import { checkPromotion } from "./promotion";
import { checkRanges } from "./ranges";
import { checkReferences } from "./references";
import { checkRequirements } from "./requirements";
import { checkSharedVersions } from "./shared-versions";
import { checkStates } from "./states";
import { checkVanished } from "./vanished";
import { checkVirtualClusters } from "./virtual-clusters";

const CHECKS: readonly ((all: Drafts, report: Report) => void)[] = [
  checkPromotion,
  checkReferences,
  checkDomains,
  checkAddresses,
  checkRanges,
  checkClusters,
  checkEngines,
  checkManagedArgoCd,
  checkKnownHosts,
  checkRequirements,
  checkApplications,
  checkImages,
  checkVirtualClusters,
  checkNames,
  checkNamespaces,
  checkPrereleases,
  checkPorts,
  checkSharedVersions,
  checkStates,
  checkVanished,
];

/** Runs what one file's shape can't tell: references, unique names and addresses, ranges, what one field asks of another. */
export function check(all: Drafts, report: Report): void {
  for (const one of CHECKS) one(all, report);
}
