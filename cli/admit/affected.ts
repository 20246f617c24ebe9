import { canonical } from "./canonical";
import type { HandedOver } from "./read-folder";
import type { NamedStack } from "./subject";

/**
 * The stacks that a change makes other than the base branch does, new ones, and whatever comes after one of them.
 * Decided here and not where the change's own code runs, which could leave one out.
 */
export function affectedBy({ stacks, dependencies }: HandedOver, bases: readonly NamedStack[]): readonly string[] {
  const known = new Map(bases.map((base) => [base.name, meaning(base)]));
  const affected = new Set(stacks.filter((stack) => known.get(stack.name) !== meaning(stack)).map(({ name }) => name));
  for (let before = -1; before < affected.size;) {
    before = affected.size;
    for (const [name, others] of dependencies) if (others.some((other) => affected.has(other))) affected.add(name);
  }
  return stacks.map(({ name }) => name).filter((name) => affected.has(name));
}

/** All of a stack but the comment of the whole, which names versions of tools. */
function meaning({ json: { "//": _comment, ...json } }: NamedStack): string {
  return canonical(json);
}

/**
 * The environment of a stack: as the base branch has it; for a new stack the one whose name it begins with, the
 * longest.
 */
export function environmentOf(
  stack: string,
  bases: readonly { readonly name: string; readonly environment?: string | undefined }[],
  environments: readonly string[],
): string | null {
  const base = bases.find(({ name }) => name === stack);
  if (base !== undefined) return base.environment ?? null;
  const beginning = environments.filter((name) => stack === name || stack.startsWith(`${name}-`));
  return beginning.reduce<string | null>(
    (longest, name) => (name.length > (longest ?? "").length ? name : longest),
    null,
  );
}
