/** Something in a stack's JSON that nobody may plan beside a credential. */
export interface Finding {
  /** Where it is in the JSON: `data.external.run`. */
  readonly path: string;
  /** What stands there. */
  readonly value: unknown;
  /** What is wrong with it: goes on after the value. */
  readonly why: string;
  /** What to do: a sentence. */
  readonly remedy: string;
}

/** What the author of a change can do that is right but needs the base branch to know it first. */
export const MERGE_FIRST =
  "Merge what makes it in a pull request of its own, or have somebody who has read the change plan it themselves.";

const LONGEST_VALUE = 160;

/**
 * A path of the JSON, one key or index longer. Keys that are not plain words are quoted, so that a path stays one
 * line.
 */
export function at(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  const word = /^[\w-]+$/.test(key) ? key : ascii(JSON.stringify(key));
  return path === "" ? word : `${path}.${word}`;
}

/** A finding as a line of text that nothing in the JSON can break out of: CI reads commands from lines of its own. */
export function formatFinding(stack: string, { path, value, why, remedy }: Finding): string {
  return `${stack}: ${path}: ${shortened(value)} ${why} ${remedy}`;
}

function shortened(value: unknown): string {
  const text = ascii(value === undefined ? "nothing" : JSON.stringify(value));
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}…`;
}

/** Escapes what terminals and people may read differently: control characters, directions of writing, look-alikes. */
function ascii(text: string): string {
  return text.replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
