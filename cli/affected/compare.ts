import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import { inOrder } from "../order";
import { addressOf, differingParts } from "./parts";

/** A stack as one revision synthesizes it. */
export interface RevisionStack {
  readonly stack: SynthesizedStack;
  /** What else is in its folder and reaches Terraform, as assets and the lock file do: a hash for each path. */
  readonly files: ReadonlyMap<string, string>;
}

/** How a stack is affected. "dependent": it is the same, and comes after one that is not. */
export type Change = "changed" | "new" | "dependent";

/** A stack that has to be planned. */
export interface AffectedStack {
  readonly name: string;
  /** None for a stack of the whole organization. */
  readonly environment: string | undefined;
  readonly change: Change;
  /** Of a changed stack: the addresses of what differs. Of a dependent: the affected stacks it comes right after. */
  readonly because: readonly string[];
  /** The stacks that come before it. */
  readonly dependencies: readonly string[];
}

/** A stack that the newer revision has no more. Nothing destroys what it describes: its state is still there. */
export interface RemovedStack {
  readonly name: string;
  readonly environment: string | undefined;
}

/** What two revisions have differently. */
export interface Comparison {
  /** In the order in which they are applied. */
  readonly stacks: readonly AffectedStack[];
  readonly removed: readonly RemovedStack[];
}

/** Compares the stacks of two revisions by meaning, and follows who depends on what differs. */
export function compareRevisions(base: readonly RevisionStack[], head: readonly RevisionStack[]): Comparison {
  const before = new Map(base.map((one) => [one.stack.name, one]));
  const after = new Set(head.map(({ stack }) => stack.name));
  const removed = base.filter(({ stack }) => !after.has(stack.name)).map(({ stack }) => stack);
  const dependencies = joined([...base, ...head].map(({ stack }) => stack));
  const own = new Map(head.map((one) => [one.stack.name, ownChange(before.get(one.stack.name), one)]));
  const differs = (name: string): boolean => own.get(name) !== undefined || (before.has(name) && !after.has(name));
  const affected = closure([...dependencies.keys()].filter(differs), dependencies);
  const stacks = inOrder(head.map(({ stack }) => stack))
    .filter(({ name }) => affected.has(name))
    .map((stack) => {
      const because = [...(dependencies.get(stack.name) ?? [])].filter((name) => affected.has(name));
      return described(stack, own.get(stack.name) ?? { change: "dependent", because });
    });
  return { stacks, removed: removed.map(({ name, environment }) => ({ name, environment })) };
}

/** Every stack as a changed one, where nothing can be compared. */
export function everyStack(head: readonly RevisionStack[]): Comparison {
  const stacks = inOrder(head.map(({ stack }) => stack));
  return { stacks: stacks.map((stack) => described(stack, { change: "changed", because: [] })), removed: [] };
}

type Reason = Pick<AffectedStack, "change" | "because">;

function described({ name, environment, dependencies }: SynthesizedStack, reason: Reason): AffectedStack {
  return { name, environment, ...reason, dependencies };
}

function ownChange(base: RevisionStack | undefined, head: RevisionStack): Reason | undefined {
  if (base === undefined) return { change: "new", because: [] };
  const paths = [...new Set([...base.files.keys(), ...head.files.keys()])];
  const because = [
    ...differingParts(base.stack.json, head.stack.json).map(addressOf),
    ...paths.filter((path) => base.files.get(path) !== head.files.get(path)).sort(),
  ];
  return because.length > 0 ? { change: "changed", because } : undefined;
}

/** Who comes before whom, in any of the revisions: a stack that lost its dependency was made with it. */
function joined(stacks: readonly SynthesizedStack[]): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, Set<string>>();
  for (const { name, dependencies } of stacks) {
    all.set(name, new Set([...(all.get(name) ?? []), ...dependencies]));
  }
  return all;
}

/** The given stacks, and all that come after one of them. */
function closure(seeds: readonly string[], dependencies: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const reached = new Set(seeds);
  for (const name of reached) {
    for (const [candidate, before] of dependencies) if (before.has(name)) reached.add(candidate);
  }
  return reached;
}
