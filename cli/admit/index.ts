import { formatFinding, type Finding } from "./finding";
import { backend } from "./rules/backend";
import { conditions } from "./rules/conditions";
import { connections } from "./rules/connections";
import { counts } from "./rules/counts";
import { dataSources } from "./rules/data-sources";
import { frozen } from "./rules/frozen";
import { functions } from "./rules/functions";
import { helmReleases } from "./rules/helm-releases";
import { impliedProviders } from "./rules/implied-providers";
import { imports } from "./rules/imports";
import { localFiles } from "./rules/local-files";
import { providerConfiguration } from "./rules/provider-configuration";
import { providerSources } from "./rules/provider-sources";
import { provisioners } from "./rules/provisioners";
import { references } from "./rules/references";
import { secretMachines } from "./rules/secret-machines";
import { secrets } from "./rules/secrets";
import { settings } from "./rules/settings";
import { topLevel } from "./rules/top-level";
import { variables } from "./rules/variables";
import type { AdmissionRule, NamedStack, Subject } from "./subject";

/** All rules, in the order in which they speak. */
export const rules: readonly AdmissionRule[] = [
  topLevel,
  settings,
  backend,
  providerSources,
  impliedProviders,
  providerConfiguration,
  dataSources,
  imports,
  frozen,
  provisioners,
  connections,
  secretMachines,
  helmReleases,
  localFiles,
  variables,
  secrets,
  conditions,
  counts,
  references,
  functions,
];

/** What keeps a stack from being planned beside a credential. */
export function findingsOf(subject: Subject): readonly Finding[] {
  return rules.flatMap((rule) => rule(subject));
}

/**
 * What keeps stacks that somebody's change made from being planned beside a credential, as messages.
 *
 * @param stacks the stacks of the change.
 * @param bases the stacks of the base branch.
 * @param lockedOf addresses of the providers in a stack's lock file of the base branch; undefined where there is none.
 */
export function admissionMessages(
  stacks: readonly NamedStack[],
  bases: readonly NamedStack[],
  lockedOf: (stack: string) => readonly string[] | undefined,
): readonly string[] {
  return stacks.flatMap((stack) => {
    const base = bases.find(({ name }) => name === stack.name);
    return findingsOf({ stack, base, bases, locked: lockedOf(stack.name) }).map((finding) =>
      formatFinding(stack.name, finding),
    );
  });
}
