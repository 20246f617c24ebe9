import { randomInt } from "node:crypto";
import { isObject } from "../../../stacks/synthesized-stack";
import type { Json } from "../model";
import type { Apart } from "./changed";
import { replaceLeaves } from "./document-leaves";
import { partsOf } from "./parts";
import { cutOut, type Instead } from "./ranges";
import { Readable } from "./readable";
import { Search } from "./search";
import { placeholder, shortest, type Secret } from "./secret";

/** How deep texts within texts are looked into: base64 in JSON in base64. */
const deepest = 5;

/** How many texts are remembered: plans say the same thing many times. */
const remembered = 50_000;

/** What else is known of a plan. */
export interface RedactorOptions {
  /**
   * What the environment's own file says: names, regions, account, domains. It is never removed because it is equal to
   * a secret, nor is a secret where it only is a part of such a word: "example" in "example-production".
   */
  readonly readable: readonly string[];
}

/** Removes secrets by their value. */
export interface Redactor {
  /**
   * The text with a placeholder for every secret of six characters or more, as it is or encoded, and for everything
   * that looks like a secret. Without any, the very same text.
   */
  text(text: string): string;
  /** What is cut out of a text, and what is left: only for comparing the two sides of one change with each other. */
  apart(text: string): Apart;
  /** The same for every text in a value, keys too, and for its leaves that are equal to a shorter secret. */
  value(value: Json): Json;
  /** Whether nothing may be seen of a value: it is equal to a secret, or to one encoded. */
  hides(leaf: Json): boolean;
}

/** A redactor of these secrets, of all that follows from them, and of what looks like a secret. */
export function redactorOf(secrets: Iterable<Secret>, options: RedactorOptions): Redactor {
  return new ValueRedactor([...secrets], new Readable(options.readable));
}

class ValueRedactor implements Redactor {
  private readonly search: Search;
  /** What a whole value may not be equal to. */
  private readonly exact: ReadonlySet<string>;
  /** Of these, what is not searched for within texts: as one word, and other ones. */
  private readonly short: { readonly words: ReadonlySet<string>; readonly others: readonly string[] };
  private readonly memory = new Map<string, string>();

  constructor(secrets: readonly Secret[], readable: Readable) {
    const parts = partsOf(secrets.filter((secret) => typeof secret === "string"));
    const numbers = new Set([...parts.numbers, ...secrets.filter((secret) => typeof secret === "number").map(String)]);
    this.search = new Search(parts, readable);
    const exact = [...parts.texts, ...numbers].filter((text) => text !== "" && !readable.has(text));
    this.exact = new Set(exact);
    const short = exact.filter((text) => text.length < shortest || numbers.has(text));
    this.short = {
      words: new Set(short.filter((text) => !delimiter.test(text))),
      others: short.filter((text) => delimiter.test(text)),
    };
  }

  text(text: string): string {
    const known = this.memory.get(text);
    if (known !== undefined) return known;
    const redacted = this.redact(text, 0, () => placeholder);
    if (this.memory.size === remembered) this.memory.clear();
    this.memory.set(text, redacted);
    return redacted;
  }

  apart(text: string): Apart {
    const secrets: string[] = [];
    const mark = `sensitive ${String(randomInt(2 ** 47))}`; // nobody can have written it into the text
    const marked = this.redact(text, 0, (secret) => `(${mark} ${String(secrets.push(secret) - 1)})`);
    const pieces = marked.split(new RegExp(`\\(${mark} (\\d+)\\)`));
    const numbers = pieces.filter((_, index) => index % 2 === 1).map(Number);
    return {
      shown: pieces.filter((_, index) => index % 2 === 0),
      secrets: numbers.map((number) => secrets[number] ?? ""),
    };
  }

  value(value: Json): Json {
    if (typeof value === "string") return this.leaf(value);
    if (typeof value === "number") return this.hidesNumber(String(value)) ? placeholder : value;
    if (isList(value)) return value.map((item) => this.value(item));
    if (!isMap(value)) return value;
    const result = new Map<string, Json>();
    for (const [key, inner] of Object.entries(value)) result.set(vacant(this.text(key), result), this.value(inner));
    return Object.fromEntries(result);
  }

  hides(leaf: Json): boolean {
    if (typeof leaf === "number") return this.hidesNumber(String(leaf));
    return typeof leaf === "string" && leaf !== placeholder && this.leaf(leaf) === placeholder;
  }

  private leaf(text: string): string {
    if (this.exact.has(text) || this.exact.has(text.trim())) return placeholder;
    const redacted = this.text(text);
    return redacted !== text && redacted.trim() === placeholder ? placeholder : redacted;
  }

  private hidesNumber(digits: string): boolean {
    return this.exact.has(digits) || this.text(digits) !== digits;
  }

  private redact(text: string, depth: number, instead: Instead): string {
    if (text.length < shortest || depth > deepest) return text;
    const isSecret = (inner: string) => this.redact(inner, depth + 1, () => placeholder) !== inner;
    const ranges = this.search.ranges(text, isSecret);
    const cut = ranges.length === 0 ? text : cutOut(text, ranges, instead);
    if (!this.mayHoldLeaves(cut)) return cut;
    return replaceLeaves(cut, (leaf, source, isKey) => {
      if (!isKey && (this.exact.has(String(leaf).trim()) || this.exact.has(source))) return instead(String(leaf));
      if (typeof leaf !== "string") return undefined;
      const redacted = this.redact(leaf, depth + 1, instead);
      return redacted === leaf ? undefined : redacted;
    });
  }

  /** Whether it is worth it to parse a text: it may be a document with a short secret as a leaf. */
  private mayHoldLeaves(text: string): boolean {
    const { words, others } = this.short;
    if (words.size + others.length === 0 || !/^\s*(?:[[{"]|- )|: |:\n/.test(text)) return false;
    if (/\\[xuU]|^\s*[[{"][^]*\\/.test(text) || others.some((value) => text.includes(value))) return true;
    for (const [word] of text.matchAll(/[^\s"',:[\]{}]+/g)) if (words.has(word)) return true;
    return false;
  }
}

const delimiter = /[\s"',:[\]{}]/;

/** Two keys that differ in a secret only are still two. */
function vacant(key: string, taken: ReadonlyMap<string, unknown>): string {
  let free = key;
  for (let count = 2; taken.has(free); count++) free = `${key} ${count}`;
  return free;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isMap(value: Json): value is { readonly [key: string]: Json } {
  return isObject(value);
}
