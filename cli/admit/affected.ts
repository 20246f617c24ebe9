import { SynthesizedStack } from "../../stacks/synthesized-stack";
import { compareRevisions } from "../affected/compare";
import type { HandedOver } from "./read-folder";

const NO_OTHER_FILES: ReadonlyMap<string, string> = new Map();

/**
 * The stacks that a change makes other than the base branch does, new ones, and whatever comes after one of them, in the
 * order in which they are applied. Decided here and not where the change's own code runs, which could leave one out.
 */
export function affectedBy(
  { stacks, dependencies }: HandedOver,
  bases: readonly SynthesizedStack[],
): readonly string[] {
  const heads = stacks.map(
    ({ name, json }) => new SynthesizedStack(name, JSON.stringify(json), dependencies.get(name)),
  );
  const revision = (all: readonly SynthesizedStack[]) => all.map((stack) => ({ stack, files: NO_OTHER_FILES }));
  return compareRevisions(revision(bases), revision(heads)).stacks.map(({ name }) => name);
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
