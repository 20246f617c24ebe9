/**
 * What the environment's own file says: names, regions, domains, accounts. Somebody may have put one of them into a
 * sensitive value too; that does not make it a secret, and nobody could review a plan without them.
 */
export class Readable {
  private readonly words: readonly string[];
  private readonly whole: ReadonlySet<string>;

  constructor(words: Iterable<string>) {
    this.whole = new Set(words);
    this.words = [...this.whole].filter((word) => word !== "");
  }

  /** Whether the text is one of them. */
  has(text: string): boolean {
    return this.whole.has(text);
  }

  /** Those that a secret is a part of. */
  around(secret: string): readonly string[] {
    return this.words.filter((word) => word.includes(secret));
  }
}

/**
 * Whether a secret that was found at `start` only stands there as a part of one of the words, as "example" does in
 * "example-production". The word must stand for itself: no letter or digit may follow on it, on either side.
 */
export function isPartOf(words: readonly string[], secret: string, text: string, start: number): boolean {
  return words.some((word) => {
    for (let offset = word.indexOf(secret); offset >= 0; offset = word.indexOf(secret, offset + 1)) {
      const from = start - offset;
      if (text.startsWith(word, from) && from >= 0 && standsAlone(text, from, from + word.length)) return true;
    }
    return false;
  });
}

function standsAlone(text: string, start: number, end: number): boolean {
  return !/[\p{L}\p{N}]/u.test(text.charAt(start - 1)) && !/[\p{L}\p{N}]/u.test(text.charAt(end));
}
