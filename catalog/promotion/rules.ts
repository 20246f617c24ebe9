import { compareBuild, parse } from "semver";
import type { Environment, Problem } from "../../config";
import { isPrerelease } from "../../config/versions";
import { listed, problemOf, type Move } from "./move";

/** What is looked at to judge a move. */
export interface RuleContext {
  readonly environments: readonly Environment[];
  readonly allowDowngrade: boolean;
}

/** What is wrong with a move by itself, whatever else moves. */
export function judge(move: Move, context: RuleContext): Problem[] {
  return [...prerelease(move, context), ...downgrade(move, context)];
}

/** Tags of images are no versions by themselves: `1.8.2-alpine` is a release. */
function prerelease(move: Move, { environments }: RuleContext): Problem[] {
  if (move.kind === "image" || !isPrerelease(move.to)) return [];
  const refusing = environments.filter(({ name, prereleases }) => move.environments.includes(name) && !prereleases);
  if (refusing.length === 0) return [];
  const names = refusing.map(({ name }) => name);
  const message =
    `${move.to} is a pre-release, and ${listed(names)} ${names.length === 1 ? "allows" : "allow"} none. ` +
    `Promote a release, or write "prereleases: true" into ${listed(names.map((name) => `environments/${name}.yaml`))}.`;
  return [problemOf(move, message)];
}

/** Versions that are none, such as the tag `main-4f3a`, have no order: nobody can say that one is older. */
function downgrade(move: Move, { allowDowngrade }: RuleContext): Problem[] {
  if (allowDowngrade || parse(move.from) === null || parse(move.to) === null) return [];
  if (compareBuild(move.to, move.from) >= 0) return [];
  const message =
    `${move.to} is older than ${move.from}, which ${listed(move.environments)} ` +
    `${move.environments.length === 1 ? "has" : "have"}. Pass --allow-downgrade if that is meant, or name what else is to go.`;
  return [problemOf(move, message)];
}
