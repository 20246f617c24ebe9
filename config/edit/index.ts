/** Edits environment files as a person would: what is not meant stays as it is, byte for byte. */
export { setScalar } from "./set";
export { insertEntry } from "./insert";
export { entryText } from "./entry-text";
export { Commented, type Value } from "./entry";
export type { ScalarValue } from "./scalar";
export { readSources, type Sources } from "./sources";
