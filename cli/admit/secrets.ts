import type { JsonObject } from "../../stacks/synthesized-stack";
import { secretNames } from "../../stacks/variables";
import { blocksOf, type PlacedBlock } from "./blocks";
import { stringsIn } from "./strings";
import type { NamedStack, Subject } from "./subject";

/** `var.token`, with the space that expressions may have. What else names a variable, engines refuse. */
const REFERENCE = /\b(var|local)\s*\.\s*([A-Za-z_][\w-]*)/g;

/** A variable as a stack declares it. */
export interface Variable extends PlacedBlock {
  readonly name: string;
}

/** The variables that a stack declares. */
export function variablesOf(json: JsonObject): readonly Variable[] {
  return blocksOf(json, "variable", 1).map((block) => ({ ...block, name: block.labels[0] ?? "" }));
}

/** Whether a variable is declared as a secret. */
export function isSensitive({ body }: Variable): boolean {
  return body["sensitive"] === true;
}

/**
 * The variables that hold secrets: what any stack of the base branch declares as one, and whatever people set for the
 * platform, declared or not.
 */
export function secretVariablesOf(bases: readonly NamedStack[]): ReadonlySet<string> {
  const declared = bases.flatMap(({ json }) => variablesOf(json).filter(isSensitive));
  return new Set([...secretNames, ...declared.map(({ name }) => name)]);
}

/** Tells whether any string of a value mentions a secret variable, or a local that is made of one, however often. */
export function secretFinder({ stack, bases }: Subject): (value: unknown) => boolean {
  const secrets = new Set([...secretVariablesOf(bases)].map((name) => `var.${name}`));
  const holdsSecret = (value: unknown): boolean =>
    stringsIn(value).some(({ text }) =>
      [...text.matchAll(REFERENCE)].some(([, kind = "", name = ""]) => secrets.has(`${kind}.${name}`)),
    );
  const locals = blocksOf(stack.json, "locals", 0).flatMap(({ body }) => Object.entries(body));
  for (let known = -1; known < secrets.size;) {
    known = secrets.size;
    for (const [name, value] of locals) if (holdsSecret(value)) secrets.add(`local.${name}`);
  }
  return holdsSecret;
}
