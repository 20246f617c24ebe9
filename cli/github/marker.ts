import { createHash } from "node:crypto";
import { z } from "zod";

/** What the first line of each of our comments says about it; people don't see it. */
export interface Marker {
  /** Which comment of the pull request this is: the environments it is about. Never a version: an upgrade would orphan it. */
  readonly key: string;
  /** The run that wrote it: `[number, attempt]`. */
  readonly run: Run;
  /** The commit that was planned. */
  readonly head?: string;
  /** A long comment has several parts; they count from 1. */
  readonly part: number;
  readonly of: number;
  /** Of the text below the marker: {@link hashOf}. */
  readonly hash: string;
  /** The digest of each planned stack, in the first part. */
  readonly digests?: Readonly<Record<string, string>>;
  /** Short hashes of each planned stack's changes, in the first part, where they are not too many. */
  readonly hashes?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The part is no longer needed: a line stands in its place. */
  readonly folded?: true;
}

/** Number and attempt of a run. What no run of CI made is `[0, 0]`: older than everything that one made. */
export type Run = readonly [number, number];

/** A comment of ours, taken apart. */
export interface Marked {
  readonly marker: Marker;
  /** The marker as it is written. */
  readonly line: string;
  /** The text below the marker is as it was written. */
  readonly intact: boolean;
}

const counting = z.int().nonnegative();
const schema = z.object({
  key: z.string(),
  run: z.tuple([counting, counting]),
  head: z.string().optional(),
  part: counting.min(1),
  of: counting.min(1),
  hash: z.string(),
  digests: z.record(z.string(), z.string()).optional(),
  hashes: z.record(z.string(), z.record(z.string(), z.string())).optional(),
  folded: z.literal(true).optional(),
});

const LINE = /^<!-- platform:plan (\{.*\}) -->$/;

/** Whether a run is newer than another: a later number, or a later attempt of the same. */
export function isNewer([number, attempt]: Run, than: Run): boolean {
  return number > than[0] || (number === than[0] && attempt > than[1]);
}

/** The text of a comment with its marker. */
export function withMarker(marker: Omit<Marker, "hash">, text: string): string {
  return `<!-- platform:plan ${escaped({ ...marker, hash: hashOf(text) })} -->\n${text}`;
}

/** The marker on the first line of a comment; undefined when it is none of ours, or from a version that is not understood. */
export function parseMarked(body: string): Marked | undefined {
  const [first = "", ...rest] = body.split(/\r?\n/);
  const json = LINE.exec(first)?.[1];
  if (json === undefined) return undefined;
  const read = schema.safeParse(parsed(json));
  if (!read.success) return undefined;
  return { marker: read.data, line: first, intact: hashOf(rest.join("\n")) === read.data.hash };
}

/** SHA-256 of a text, in hex. Neither the form of line ends nor blanks at the end count: GitHub's editor changes them. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text.replaceAll("\r\n", "\n").trimEnd()).digest("hex");
}

/** How many characters something takes in a marker: JSON, with six for each that would break out, and for each that is not ASCII. */
export function lengthInMarker(value: unknown): number {
  return escaped(value).length;
}

/**
 * JSON of printable ASCII in which nothing ends an HTML comment (`-->`, `--!>`) or begins one.
 * https://spec.commonmark.org/0.31.2/#html-comment
 */
function escaped(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[^ -~]|[<>&]|-(?=-)|(?<=-)-/g, (character) =>
    Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
      .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
