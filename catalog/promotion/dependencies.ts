import type { ComponentRules, Environment, Problem } from "../../config";
import { isWithin } from "../../config/versions";
import { problemOf, type Move } from "./move";

/** What is looked at to find what a move would leave behind. */
export interface DependencyContext {
  readonly rules: ComponentRules;
  /** Environments of the target. */
  readonly environments: readonly Environment[];
  /** The name of the stage that versions come from. */
  readonly source: string;
  /** The version of a component there, if it has one. */
  readonly versionInSource: (component: string) => string | undefined;
}

/** A component whose version would not do after the moves. */
export interface LeftBehind {
  /** The component to promote, too; undefined when that would not help. */
  readonly fix: string | undefined;
  readonly problem: Problem;
}

/** Components whose required ranges the moves would break, in either direction. */
export function leftBehind(moves: readonly Move[], context: DependencyContext): LeftBehind[] {
  return context.environments.flatMap((environment) => {
    const after = (component: string): string | undefined =>
      moves.find(
        ({ kind, name, environments }) =>
          kind === "component" && name === component && environments.includes(environment.name),
      )?.to ?? environment.components[component]?.version;
    const moved = moves.filter(
      ({ kind, environments }) => kind === "component" && environments.includes(environment.name),
    );
    return Object.keys(environment.components).flatMap((component) =>
      requirements(component, environment, context.rules).flatMap(([dependency, range]) => {
        const version = after(dependency);
        if (version === undefined || isWithin(version, range)) return [];
        const needs = `${component} needs ${dependency} ${range}`;
        const own = moved.find(({ name }) => name === component);
        if (own !== undefined) return [behind(own, needs, dependency, range, environment.name, version, context)];
        const breaking = moved.find(({ name }) => name === dependency);
        if (breaking === undefined) return [];
        const message = `${version} would be too much for ${environment.name}: ${needs}. Leave ${dependency} where it is.`;
        return [{ fix: undefined, problem: problemOf(breaking, message) }];
      }),
    );
  });
}

function behind(
  move: Move,
  needs: string,
  dependency: string,
  range: string,
  environment: string,
  version: string,
  { source, versionInSource }: DependencyContext,
): LeftBehind {
  const better = versionInSource(dependency);
  const helps = better !== undefined && isWithin(better, range);
  const fix = helps
    ? `Promote ${dependency} too: ${source} has ${better}. --with-dependencies does.`
    : better === undefined
      ? `${source} has no ${dependency} either.`
      : `${source} has ${better}, which does not do either.`;
  return {
    fix: helps ? dependency : undefined,
    problem: problemOf(move, `${needs}, and ${environment} has ${version}. ${fix}`),
  };
}

/** What a component, with the variants that are chosen there, needs. */
function requirements(name: string, { components }: Environment, rules: ComponentRules): [string, string][] {
  const rule = rules[name];
  const variants = components[name]?.variants ?? [];
  const parts = [rule?.dependsOn, ...variants.map((variant) => rule?.variants[variant]?.dependsOn)];
  return Object.entries(parts.reduce<Record<string, string>>((all, part) => ({ ...all, ...part }), {}));
}
