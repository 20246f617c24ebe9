import type { Change } from "./good-stack";

/** Something that nobody may plan: how a good stack is changed for it, and what is said. */
export interface Hostile {
  readonly title: string;
  readonly changes: readonly Change[];
  /** Where it is found, and what of it. */
  readonly at: string;
  readonly why: string;
}

/** One change of a good stack. */
export function alone(title: string, path: Change[0], value: unknown, at: string, why: string): Hostile {
  return { title, changes: [[path, value]], at, why };
}
