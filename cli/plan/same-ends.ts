/** How much two lists, or two texts, begin with and end with in the same way. */
export interface SameEnds {
  readonly before: number;
  readonly after: number;
}

/** The elements that two lists begin with and end with in the same way. */
export function sameEnds(one: readonly string[], other: readonly string[]): SameEnds {
  return ends(one.length, other.length, (at, of) => one[at] === other[of]);
}

/** The characters that two texts begin with and end with in the same way. */
export function sameCharacters(one: string, other: string): SameEnds {
  return ends(one.length, other.length, (at, of) => one.charCodeAt(at) === other.charCodeAt(of));
}

function ends(one: number, other: number, isSame: (at: number, of: number) => boolean): SameEnds {
  const shorter = Math.min(one, other);
  let before = 0;
  while (before < shorter && isSame(before, before)) before += 1;
  let after = 0;
  while (after < shorter - before && isSame(one - 1 - after, other - 1 - after)) after += 1;
  return { before, after };
}
