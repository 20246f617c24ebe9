import { isObject } from "../../stacks/synthesized-stack";
import { at } from "./finding";
import type { NamedStack } from "./subject";

/** A string of the JSON and where it stands. */
export interface PlacedString {
  readonly path: string;
  readonly text: string;
}

/** All strings of a value, keys among them: Terraform evaluates the keys of an object, too. */
export function stringsIn(value: unknown, path = ""): readonly PlacedString[] {
  const found: PlacedString[] = [];
  collect(value, path, found);
  return found;
}

/** All strings that stacks of the base branch have: what stands there word for word. */
export function knownStrings(bases: readonly NamedStack[]): ReadonlySet<string> {
  return new Set(bases.flatMap(({ json }) => stringsIn(json).map(({ text }) => text)));
}

function collect(value: unknown, path: string, found: PlacedString[]): void {
  if (typeof value === "string") {
    found.push({ path, text: value });
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => collect(item, at(path, index), found));
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      found.push({ path: at(path, key), text: key });
      collect(inner, at(path, key), found);
    }
  }
}
