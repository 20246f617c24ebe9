import { shortest } from "./secret";

/** A text to look for, at least `shortest` characters long. */
export interface Needle {
  readonly text: string;
}

/** Where a needle was found. */
export interface Match<N extends Needle> {
  readonly start: number;
  readonly end: number;
  readonly needle: N;
}

/** Factor of the rolling hash; odd, so that every character counts in every bit. */
const factor = 0x01000193;
const highest = power(factor, shortest - 1);

/**
 * Finds thousands of texts in one pass: every window of six characters is hashed, and only where the hash is that of a
 * needle's own window is the needle compared. All matches are found, those that overlap too.
 */
export class Matcher<N extends Needle> {
  private readonly mask: number;
  /** By hash: the number of the last needle with it, plus one. */
  private readonly heads: Int32Array;
  /** By needle: the next with the same hash, the same way. */
  private readonly next: Int32Array;
  /** By needle: where its window begins. */
  private readonly offsets: Int32Array;

  constructor(private readonly needles: readonly N[]) {
    const size = 2 ** Math.max(10, Math.ceil(Math.log2(needles.length * 24 + 1)));
    this.mask = size - 1;
    this.heads = new Int32Array(size);
    this.next = new Int32Array(needles.length);
    this.offsets = new Int32Array(needles.length);
    const load = new Uint32Array(size);
    needles.forEach(({ text }, index) => {
      const [offset, slot] = this.window(text, load);
      this.offsets[index] = offset;
      this.next[index] = this.heads[slot] ?? 0;
      this.heads[slot] = index + 1;
      load[slot] = (load[slot] ?? 0) + 1;
    });
  }

  find(text: string): Match<N>[] {
    const found: Match<N>[] = [];
    if (text.length < shortest || this.needles.length === 0) return found;
    const { heads, mask } = this;
    let hash = hashOf(text, 0);
    for (let at = 0; ; at++) {
      const head = heads[(hash ^ (hash >>> 15)) & mask];
      if (head !== 0 && head !== undefined) this.compare(text, at, head, found);
      if (at + shortest >= text.length) return found;
      hash = (Math.imul(hash - Math.imul(text.charCodeAt(at), highest), factor) + text.charCodeAt(at + shortest)) | 0;
    }
  }

  private compare(text: string, at: number, head: number, found: Match<N>[]): void {
    for (let index = head - 1; index >= 0; index = (this.next[index] ?? 0) - 1) {
      const needle = this.needles[index];
      const start = at - (this.offsets[index] ?? 0);
      if (needle && start >= 0 && text.startsWith(needle.text, start)) {
        found.push({ start, end: start + needle.text.length, needle });
      }
    }
  }

  /** Of a few windows the one that the fewest needles have: many secrets begin alike. */
  private window(text: string, load: Uint32Array): readonly [offset: number, slot: number] {
    const last = text.length - shortest;
    let best: readonly [number, number] | undefined;
    for (const offset of new Set([0, last >> 2, last >> 1, last - (last >> 2), last])) {
      const hash = hashOf(text, offset);
      const slot = (hash ^ (hash >>> 15)) & this.mask;
      if (load[slot] === 0) return [offset, slot];
      if (best === undefined || (load[slot] ?? 0) < (load[best[1]] ?? 0)) best = [offset, slot];
    }
    return best ?? [0, 0];
  }
}

function hashOf(text: string, from: number): number {
  let hash = 0;
  for (let at = from; at < from + shortest; at++) hash = (Math.imul(hash, factor) + text.charCodeAt(at)) | 0;
  return hash;
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let count = 0; count < exponent; count++) result = Math.imul(result, base);
  return result;
}
