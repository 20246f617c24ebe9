import { decodeText } from "./base64-text";
import { tracesOf, type Trace } from "./encodings";
import { lookAlikes } from "./look-alikes";
import { Matcher, type Match } from "./matcher";
import type { Parts } from "./parts";
import type { Range } from "./ranges";
import { isPartOf, type Readable } from "./readable";
import { placeholder, shortest } from "./secret";
import { backslashes, entities, flushLeft, folded, joined, percents, pluses, type Lens } from "./views";

/** How many escapes around each other are undone: JSON in JSON in a URL. */
const mostEscapes = 3;

/** The shortest base64 that is decoded; a secret in plain text is found in shorter ones by its traces. */
const base64Run = /[A-Za-z0-9+/_-]{16,}={0,2}/g;

/** A line of base64 that goes on in the next. */
const brokenBase64 = /[A-Za-z0-9+/_-]{40,}[ \t]*\r?\n/;

interface Needle extends Trace {
  /** Words that the secret may be read in. */
  readonly readableIn: readonly string[];
}

/** Finds secrets in a text, as they are and encoded. */
export class Search {
  private readonly matcher: Matcher<Needle>;
  private readonly escapes: readonly Lens[];
  private readonly lines: readonly Lens[];

  constructor(parts: Parts, readable: Readable) {
    const searched = (text: string) => text.length >= shortest && !readable.has(text) && !placeholder.includes(text);
    const texts = [...parts.texts].filter(searched);
    const multiLine = texts.filter((text) => text.includes("\n"));
    const spaced = texts.some((text) => text.includes(" "));
    const asTheyAre = [...parts.lines, ...multiLine.flatMap((text) => flushLeft(text)?.text ?? [])].filter(searched);
    const traces = [...texts.flatMap(tracesOf), ...asTheyAre.map((text) => ({ text, plain: text }))];
    this.matcher = new Matcher(
      traces.map((trace) => ({ ...trace, readableIn: trace.plain === undefined ? [] : readable.around(trace.plain) })),
    );
    this.escapes = [backslashes, percents, entities, ...(spaced ? [pluses] : [])];
    this.lines = [
      ...(multiLine.length > 0 ? [flushLeft] : []),
      ...(spaced ? [folded] : []),
      (text) => (brokenBase64.test(text) ? joined(text) : undefined),
    ];
  }

  /**
   * Where secrets are.
   *
   * @param isSecret whether a text that was found in base64 has a secret in it.
   */
  ranges(text: string, isSecret: (text: string) => boolean, escapes = 0): readonly Range[] {
    const found = [...this.here(text, isSecret)];
    const through = (lens: Lens, find: (text: string) => readonly Range[]) => {
      const view = lens(text);
      if (view === undefined) return;
      const origin = (at: number) => view.origins[at] ?? text.length;
      for (const { start, end } of find(view.text)) found.push({ start: origin(start), end: origin(end) });
    };
    for (const lens of this.lines) through(lens, (inner) => this.here(inner, isSecret));
    if (escapes === mostEscapes) return found;
    for (const lens of this.escapes) through(lens, (inner) => this.ranges(inner, isSecret, escapes + 1));
    return found;
  }

  private here(text: string, isSecret: (text: string) => boolean): readonly Range[] {
    return [
      ...this.matcher.find(text).flatMap((match) => reach(match, text)),
      ...lookAlikes(text),
      ...(text.length < 16 ? [] : inBase64(text, isSecret)),
    ];
  }
}

/** How far a secret reaches around what it was found by; none if it only is a part of a readable word. */
function reach({ start, end, needle }: Match<Needle>, text: string): readonly Range[] {
  const { plain, readableIn, shared } = needle;
  if (plain !== undefined && isPartOf(readableIn, plain, text, start)) return [];
  if (shared === undefined) return [{ start, end }];
  const [before, after] = shared;
  const from = start - (isBase64(text.charAt(start - 1)) ? before : 0);
  let to = end + (isBase64(text.charAt(end)) ? after : 0);
  while (after > 0 && text.charAt(to) === "=") to++;
  return [{ start: from, end: to }];
}

function isBase64(character: string): boolean {
  return /[A-Za-z0-9+/_-]/.test(character);
}

function inBase64(text: string, isSecret: (text: string) => boolean): readonly Range[] {
  return [...text.matchAll(base64Run)].flatMap(({ index, 0: run }) => {
    const inner = decodeText(run);
    return inner !== undefined && isSecret(inner) ? [{ start: index, end: index + run.length }] : [];
  });
}
