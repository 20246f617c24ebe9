import { encodedRanges, shortestRun } from "./encoded-runs";
import { tracesOf, type Trace } from "./encodings";
import { lookAlikes } from "./look-alikes";
import { Matcher, type Match } from "./matcher";
import type { Parts } from "./parts";
import type { Range } from "./ranges";
import { isPartOf, type Readable } from "./readable";
import { isInPlaceholder, shortest } from "./secret";
import {
  backslashes,
  dollars,
  doubledPercents,
  doubledQuotes,
  entities,
  flushLeft,
  folded,
  joined,
  percents,
  pluses,
  shellQuotes,
  templates,
  type Lens,
  type View,
} from "./views";

/** How many escapes around each other are undone: JSON in JSON in a URL. */
const mostEscapes = 3;

interface Wanted extends Trace {
  /** Words that the secret may be read in. */
  readonly readableIn: readonly string[];
}

/** Finds secrets in a text, as they are and encoded. */
export class Search {
  private readonly matcher: Matcher<Wanted>;
  private readonly escapes: readonly Lens[];
  private readonly lines: readonly Lens[];

  constructor(parts: Parts, readable: Readable) {
    const searched = (text: string) => text.length >= shortest && !readable.has(text) && !isInPlaceholder(text);
    const texts = [...parts.texts].filter(searched);
    const multiLine = texts.filter((text) => text.includes("\n"));
    const have = (character: string) => texts.some((text) => text.includes(character));
    const asTheyAre = [...parts.lines, ...multiLine.flatMap((text) => flushLeft(text)?.text ?? [])].filter(searched);
    const traces = [...texts.flatMap(tracesOf), ...asTheyAre.map((text) => ({ text, plain: text }))];
    this.matcher = new Matcher(
      traces.map((trace) => ({ ...trace, readableIn: trace.plain === undefined ? [] : readable.around(trace.plain) })),
    );
    this.escapes = [
      backslashes,
      percents,
      entities,
      ...(have(" ") ? [pluses] : []),
      ...(have("'") ? [doubledQuotes, shellQuotes] : []),
      ...(have("${") || have("%{") ? [templates] : []),
      ...(have("$") ? [dollars] : []),
      ...(have("%") ? [doubledPercents] : []),
    ];
    this.lines = [
      ...(multiLine.length > 0 ? [flushLeft] : []),
      ...(have(" ") || multiLine.length > 0 ? [folded] : []),
      (text) => (hasBrokenBase64(text) ? joined(text) : undefined),
    ];
  }

  /**
   * Where secrets are.
   *
   * @param isSecret whether a text that was found in base64 has a secret in it.
   */
  ranges(text: string, isSecret: (text: string) => boolean): readonly Range[] {
    return this.through(text, isSecret, 0, new Set());
  }

  /** @param seen what undoing the same escapes in another order has led to already. */
  private through(
    text: string,
    isSecret: (text: string) => boolean,
    escapes: number,
    seen: Set<string>,
  ): readonly Range[] {
    const found = this.here(text, isSecret);
    for (const lens of this.lines) {
      const view = lens(text);
      if (view) found.push(...seenThrough(view, this.here(view.text, isSecret)));
    }
    if (escapes === mostEscapes) return found;
    for (const lens of this.escapes) {
      const view = lens(text);
      if (!view || seen.has(view.text)) continue;
      seen.add(view.text);
      found.push(...seenThrough(view, this.through(view.text, isSecret, escapes + 1, seen)));
    }
    return found;
  }

  private here(text: string, isSecret: (text: string) => boolean): Range[] {
    const found: Range[] = lookAlikes(text);
    for (const match of this.matcher.find(text)) {
      const range = reach(match, text);
      if (range) found.push(range);
    }
    return text.length < shortestRun ? found : found.concat(encodedRanges(text, isSecret));
  }
}

/** Where ranges of a view are in the text that was viewed. */
function seenThrough({ origins }: View, ranges: readonly Range[]): readonly Range[] {
  return ranges.map(({ start, end }) => ({ start: origins[start] ?? 0, end: origins[end] ?? 0 }));
}

/** How far a secret reaches around what it was found by; undefined if it only is a part of a readable word. */
function reach({ start, end, needle }: Match<Wanted>, text: string): Range | undefined {
  const { plain, readableIn, shared } = needle;
  if (plain !== undefined && isPartOf(readableIn, plain, text, start)) return undefined;
  if (shared === undefined) return { start, end };
  const [before, after] = shared;
  const from = start - (isBase64(text.charAt(start - 1)) ? before : 0);
  let to = end + (isBase64(text.charAt(end)) ? after : 0);
  while (after > 0 && text.charAt(to) === "=") to++;
  return { start: from, end: to };
}

function isBase64(character: string): boolean {
  return /[A-Za-z0-9+/_-]/.test(character);
}

/** Whether a line ends with base64 that may go on in the next. */
function hasBrokenBase64(text: string): boolean {
  let start = 0;
  for (let end = text.indexOf("\n"); end >= 0; start = end + 1, end = text.indexOf("\n", start)) {
    if (end - start < shortestRun) continue;
    const last = text.slice(Math.max(start, end - 80), end);
    if (/[A-Za-z0-9+/_-]{39,40}\r?$/.test(last)) return true;
    nextLine.lastIndex = end + 1;
    if (/(?:^|[\s"'=:])[A-Za-z0-9+/_-]{16,}\r?$/.test(last) && nextLine.test(text)) return true;
  }
  return false;
}

/** A line of nothing else, but for a quote at its end. */
const nextLine = /[ \t]*[A-Za-z0-9+/_-]{2,}={0,2}["',]{0,2}[ \t]*(?:\r?\n|$)/y;
