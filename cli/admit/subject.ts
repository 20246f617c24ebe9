import type { JsonObject } from "../../stacks/synthesized-stack";
import type { Finding } from "./finding";

/** A stack's name and its JSON. */
export interface NamedStack {
  readonly name: string;
  readonly json: JsonObject;
}

/** A stack that somebody's change made, beside what it may be compared with. */
export interface Subject {
  readonly stack: NamedStack;
  /** What the base branch makes of the same stack; none when the change brings the stack. */
  readonly base: NamedStack | undefined;
  /** All stacks of the base branch. */
  readonly bases: readonly NamedStack[];
  /** Addresses of the providers in the stack's lock file of the base branch; undefined where there is no lock file. */
  readonly locked: readonly string[] | undefined;
}

/** A rule about what may be planned: what breaks it. */
export type AdmissionRule = (subject: Subject) => readonly Finding[];

/**
 * What a stack's blocks may be the same as: those of the stack on the base branch, or of any stack there when this
 * one is new.
 */
export function peersOf({ base, bases }: Subject): readonly NamedStack[] {
  return base === undefined ? bases : [base];
}
