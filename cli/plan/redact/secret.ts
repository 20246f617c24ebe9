/**
 * A value that nobody may see. Booleans ("true" too), null and empty texts are none: one bit can't be hidden by
 * comparing.
 */
export type Secret = string | number;

/** What stands in the place of a secret. */
export const placeholder = "(sensitive)";

/** The same after a change, where it is not the secret that was there before. */
export const changedPlaceholder = "(sensitive, changed)";

/** Whether a text stands in each of many places for something else: to look for it would find nothing but those. */
export function isInPlaceholder(text: string): boolean {
  return placeholder.includes(text) || changedPlaceholder.includes(text);
}

/**
 * The shortest text, in characters, that is removed wherever it appears. A shorter one is found in innocent texts too
 * often: it is hidden only where a whole value is equal to it.
 */
export const shortest = 6;
