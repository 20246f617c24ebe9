/** `v1.35.4+k3s1`, as it is or in an address (`%2B`) or an image's tag (`-`); no address of a machine. */
const VERSION = /(?<![\w.])v?\d+\.\d+\.\d+(?![\w.])(?:(?:[-+]|%2B)[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*)*/g;

/** A digest: what it is of cannot be chosen by whoever writes it. */
const DIGEST = /(?<![\w])[0-9a-f]{64}(?!\w)/g;

/** A text without its versions and digests: two that have it in common differ in nothing else. */
export function withoutVersions(text: string): string {
  return text.replace(VERSION, "<version>").replace(DIGEST, "<digest>");
}

/** A number that stands alone, such as a port; not a part of an address. */
const NUMBER = /(?<=[: "])\d+(?=[:"\n])/g;

/** A text without the numbers that stand alone in it. */
export function withoutNumbers(text: string): string {
  return text.replace(NUMBER, "<number>");
}

/** The labels and taints of a node as k3s's file has them, in an expression that brings them beside a secret. */
const LABELS = /base64encode\("(?:node-(?:label|taint):(?: \[\]|(?:\\n {2}- [\w./:=-]+)+)\\n)+"\)/g;

/** A text without the labels and taints in its expressions. */
export function withoutLabels(text: string): string {
  return text.replace(LABELS, "<labels>");
}
