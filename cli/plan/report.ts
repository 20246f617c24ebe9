import type { StackPlan } from "./model";

/*
 * What `platform plan` found, for every stack that was asked for: redacted, and all that a comment is made from.
 */

/** Something an engine, or the platform itself, has to say about a stack. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  /** The resource it is about. */
  readonly address?: string;
}

/** A broken policy rule. */
export interface PolicyFinding {
  readonly rule: string;
  readonly title: string;
  readonly address: string;
  readonly found: string;
  readonly remedy: string;
}

/** What is known of every stack, however its plan ended. */
export interface StackFacts {
  readonly stack: string;
  /** None for a stack of the whole organization. */
  readonly environment?: string;
  /** The stacks that come before it. */
  readonly dependencies: readonly string[];
  /** The file that people edit to change it: `environments/staging.yaml`. */
  readonly file: string;
}

/** A stack whose plan is there. */
export interface PlannedStack extends StackFacts {
  readonly status: "planned";
  /** The base branch does not have it. Said only where configurations are compared. */
  readonly isNew?: true;
  readonly plan: StackPlan;
  /** Of what the plan changes, as far as a reviewer can see it: `sha256:…`. Equal digests, equal changes. */
  readonly digest: string;
  /** Short hashes of the changes, by what each is about: they say what differs when two digests do. */
  readonly hashes: Readonly<Record<string, string>>;
  readonly warnings: readonly Diagnostic[];
  readonly findings: readonly PolicyFinding[];
}

/** A stack whose plan failed. */
export interface FailedStack extends StackFacts {
  readonly status: "failed";
  /** What was tried last. */
  readonly step: "init" | "plan" | "show";
  readonly diagnostics: readonly Diagnostic[];
}

/** A stack that can't be planned yet: it reads from stacks that were never applied, or whose plan failed. */
export interface WaitingStack extends StackFacts {
  readonly status: "waiting";
  readonly waitsFor: readonly string[];
}

/** A stack that nobody planned, since somebody stopped the command. */
export interface StoppedStack extends StackFacts {
  readonly status: "stopped";
}

/** A stack that a change has no more: nothing destroys it. Said only where configurations are compared. */
export interface RemovedStack extends StackFacts {
  readonly status: "removed";
}

/** What came of one stack. */
export type StackReport = PlannedStack | FailedStack | WaitingStack | StoppedStack | RemovedStack;

/** Where and when the plans were made; all of it optional, since a laptop knows less than CI. */
export interface Origin {
  /** The commit that was planned, and what it was compared with: whole hashes. */
  readonly head?: string;
  readonly base?: string;
  /** The page of the CI run. */
  readonly runUrl?: string;
  /** Grows with every run, so that an older one never overwrites a newer: `[run number, attempt]`. */
  readonly run?: readonly [number, number];
}

/** The plans of a set of stacks, in the order in which they are applied. */
export interface Report {
  /** Of this shape; another number is refused. */
  readonly version: 1;
  /** Absent: nothing was planned, and what the stacks say is how their configuration differs. It can't be applied. */
  readonly engine?: { readonly name: "terraform" | "tofu"; readonly version: string };
  readonly origin: Origin;
  /** Why nothing may be planned of what a change handed over: then there are no stacks. */
  readonly refusals?: readonly string[];
  readonly stacks: readonly StackReport[];
}
