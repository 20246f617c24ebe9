import type { SynthesizedStack } from "../../stacks/synthesized-stack";

/** Where the stacks lie on an Atlantis server: as deep as in `cdktf.out`, but not ignored by Git, or it plans nothing. */
export const STACKS_FOLDER = "ci-cdktf.out/stacks";

/** A stack's configuration, in its folder. */
export const STACK_FILE = "cdk.tf.json";

/** The providers that a stack has been planned with, in its folder. */
export const LOCK_FILE = ".terraform.lock.hcl";

/** One stack, as Atlantis knows it. */
export interface Project {
  /** The stack's name. */
  readonly name: string;
  /** Relative to the repository. */
  readonly dir: string;
  readonly workspace: "default";
  /** Atlantis goes through the groups upwards; a stack's is above those of all it depends on. */
  readonly execution_order_group: number;
  /** Projects that must be applied first, also when somebody applies this one by name, where groups don't count. */
  readonly depends_on?: readonly string[];
  readonly autoplan: {
    readonly enabled: true;
    /** Relative to `dir`, in the syntax of .dockerignore, in place of Atlantis's own patterns. */
    readonly when_modified: readonly string[];
  };
}

/**
 * `atlantis.yaml`, version 3. It has nothing that decides what a project may do or what it must pass: Atlantis reads
 * this file as the pull request has it, so workflows, requirements and locks stand in the server's own configuration.
 * @see https://www.runatlantis.io/docs/repo-level-atlantis-yaml
 */
export interface RepoConfig {
  readonly version: 3;
  /** Else Atlantis would plan every folder in which a pull request puts a `.tf` file. */
  readonly autodiscover: { readonly mode: "disabled" };
  readonly parallel_plan: true;
  readonly parallel_apply: true;
  /** A stack that failed stops the groups above it. */
  readonly abort_on_execution_order_fail: true;
  readonly projects: readonly Project[];
}

/** What a server can't plan: its state lies on the machine of whoever deployed it. */
export function isOnAMachine(stack: SynthesizedStack): boolean {
  return stack.backend.type === "local";
}

/**
 * The projects of these stacks, in the order in which they can be applied, and by name where it doesn't matter.
 * @throws Error when stacks depend on each other in a circle, or on one that is not there.
 */
export function repoConfig(stacks: readonly SynthesizedStack[]): RepoConfig {
  const known = new Map(stacks.map((stack) => [stack.name, stack]));
  const groups = new Map<string, number>();
  for (const stack of stacks) groupOf(stack.name, known, groups, []);
  const projects = stacks
    .filter((stack) => !isOnAMachine(stack))
    .map((stack) => project(stack, groups.get(stack.name) ?? 0, plannedNeeds(stack, known)))
    .sort((a, b) => a.execution_order_group - b.execution_order_group || (a.name < b.name ? -1 : 1));
  return {
    version: 3,
    autodiscover: { mode: "disabled" },
    parallel_plan: true,
    parallel_apply: true,
    abort_on_execution_order_fail: true,
    projects,
  };
}

type Known = ReadonlyMap<string, SynthesizedStack>;

function project({ name }: SynthesizedStack, group: number, needs: readonly string[]): Project {
  return {
    name,
    dir: `${STACKS_FOLDER}/${name}`,
    workspace: "default",
    execution_order_group: group,
    ...(needs.length > 0 ? { depends_on: needs } : {}),
    autoplan: { enabled: true, when_modified: [STACK_FILE, LOCK_FILE] },
  };
}

/** How many stacks stand below this one, on the longest way down. */
function groupOf(name: string, known: Known, groups: Map<string, number>, above: readonly string[]): number {
  const done = groups.get(name);
  if (done !== undefined) return done;
  if (above.includes(name)) throw new Error(`Stacks depend on each other: ${[...above, name].join(" → ")}.`);
  const below = stackOf(name, known).dependencies.map((need) => groupOf(need, known, groups, [...above, name]));
  const group = Math.max(-1, ...below) + 1;
  groups.set(name, group);
  return group;
}

/** The projects that a stack waits for; where it depends on one that the server doesn't plan, those behind that one. */
function plannedNeeds(stack: SynthesizedStack, known: Known): readonly string[] {
  const needs = stack.dependencies.flatMap((name) => {
    const need = stackOf(name, known);
    return isOnAMachine(need) ? plannedNeeds(need, known) : [name];
  });
  return [...new Set(needs)].sort();
}

function stackOf(name: string, known: Known): SynthesizedStack {
  const stack = known.get(name);
  if (stack === undefined) throw new Error(`There is no stack ${name}, on which another one depends.`);
  return stack;
}
