/** How many elements two lists begin with, and end with, in the same way; or characters of two texts. */
export function sameEnds(one: ArrayLike<unknown>, other: ArrayLike<unknown>): { before: number; after: number } {
  const shorter = Math.min(one.length, other.length);
  let before = 0;
  while (before < shorter && one[before] === other[before]) before += 1;
  let after = 0;
  while (after < shorter - before && one[one.length - 1 - after] === other[other.length - 1 - after]) after += 1;
  return { before, after };
}
