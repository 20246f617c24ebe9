import { existsSync } from "node:fs";
import { join } from "node:path";
import { check } from "./checks";
import type { Draft } from "./checks/draft";
import { Files } from "./files";
import type { NamedFile } from "./folder";
import { checkEnvironmentName, listYaml } from "./folder";
import type { Problem, Report } from "./problem";
import { problemOf, sortProblems } from "./problem";
import { hasKind, validateNearestKind } from "./nearest-kind";
import type { Resolved } from "./profiles";
import { resolve } from "./profiles";
import { reportFindings, type Finding } from "./findings";
import { readListed } from "./protected";
import type { ComponentRules } from "./rules";
import { environmentSchema } from "./schema/environment";
import { organization } from "./schema/organization";
import { stagesOf } from "./stages";
import type { Position } from "./tree";
import type { Environment, Platform } from "./types";
import { validate } from "./validate";

/** The platform, or every problem of its files. */
export type Result =
  { readonly ok: true; readonly platform: Platform } | { readonly ok: false; readonly problems: readonly Problem[] };

const FOLDER = "environments";
const ORGANIZATION = "organization";
const ORGANIZATION_FILE = `${FOLDER}/${ORGANIZATION}.yaml`;
const IF_NO_ORGANIZATION =
  "Put it back, or write it with the organization's name and domain, such as { name: example, domain: example.org }.";

/**
 * Reads, merges and checks everything in `<root>/environments`, against the components that there are. Needs nothing
 * but the files, and finds all problems in one run.
 *
 * @param further what else can't be, of the environments whose shape is right
 */
export function loadPlatform(
  root: string,
  rules: ComponentRules,
  further: (platform: Platform) => readonly Finding[] = () => [],
): Result {
  const environment = environmentSchema(rules);
  const problems: Problem[] = [];
  const report: Report = (problem) => {
    problems.push(problem);
  };
  const sources = new Files(root, report);
  const files = listYaml(root, FOLDER, report);
  if (problems.some(({ file }) => file === FOLDER)) return { ok: false, problems };
  const organizationTree = sources.load({ name: ORGANIZATION, file: ORGANIZATION_FILE }, IF_NO_ORGANIZATION);
  const organizationData = organizationTree && validate(organization, organizationTree, report);

  const profiles = new Map(listProfiles(root, report).map((file) => [file.name, sources.load(file)]));
  for (const [name, profile] of profiles) {
    if (profile !== undefined)
      validateNearestKind(environment, resolve(profile, profiles, report, name).tree, report, {
        partial: true,
        also: ["extends"],
      });
  }

  const drafts: Draft[] = [];
  const environments: Environment[] = [];
  for (const file of files.filter(({ name }) => name !== ORGANIZATION)) {
    checkEnvironmentName(file, report);
    const tree = sources.load(file);
    if (tree === undefined) {
      drafts.push({ name: file.name });
      continue;
    }
    const resolved: Resolved = resolve(tree, profiles, report);
    drafts.push({ name: file.name, resolved });
    const reportMerged = forEnvironment(file, problems, report);
    const options = { partial: !resolved.complete, also: ["extends"] };
    const data = validate(environment, resolved.tree, reportMerged, options);
    if (!hasKind(environment, resolved.tree)) validateNearestKind(environment, resolved.tree, reportMerged, options);
    if (data !== undefined) environments.push({ ...data, name: file.name });
  }
  if (drafts.length === 0) report(problemOf(FOLDER, "holds no environment; add one as environments/<name>.yaml."));

  const lineAt = (at: Position): string => sources.lineAt(at);
  check({ organization: organizationTree, drafts, profiles, rules, listed: readListed(root), lineAt }, report);
  if (organizationData === undefined) return { ok: false, problems: sortProblems(problems) };
  const stages = stagesOf(organizationTree, drafts);
  const platform: Platform = { organization: organizationData, environments, stages };
  reportFindings(further(platform), drafts, report);
  return problems.length > 0 ? { ok: false, problems: sortProblems(problems) } : { ok: true, platform };
}

/** A problem in a profile that only shows once an environment is laid over it says which one that is. */
function forEnvironment({ name, file }: NamedFile, known: readonly Problem[], report: Report): Report {
  const told = new Set(known.map((problem) => JSON.stringify(problem)));
  return (problem) => {
    if (problem.file === file || told.has(JSON.stringify(problem))) report(problem);
    else report({ ...problem, message: `${problem.message} (Found for ${name}, which extends this profile.)` });
  };
}

function listProfiles(root: string, report: Report): NamedFile[] {
  const folder = `${FOLDER}/profiles`;
  return existsSync(join(root, folder)) ? listYaml(root, folder, report) : [];
}
