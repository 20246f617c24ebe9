import { isObject } from "../../../stacks/synthesized-stack";
import { parseDocument } from "../documents/parse-document";
import { decodeText } from "./encoded-text";
import { isOrdinary, looksLikeName } from "./names";
import { shortest } from "./secret";

/** What is secret of a secret text. */
export interface Parts {
  /** The text, and each smaller one in it that is a secret by itself. */
  readonly texts: ReadonlySet<string>;
  /** Lines of those that have many: found where the text is shown with something before each line. */
  readonly lines: ReadonlySet<string>;
}

/** Shorter lines stand in too many other texts. */
const shortestLine = 8;

/** How deep documents within documents are looked into. */
const deepest = 5;

/**
 * The secret parts of secret texts: leaves of a JSON or YAML document, what base64 or hexadecimal holds, the values of
 * `NAME=value` lines, a text in quotes, the password of a URL.
 */
export function partsOf(secrets: Iterable<string>): Parts {
  const texts = new Set<string>();
  const lines = new Set<string>();
  const part = (text: string, depth: number): void => {
    if (!isOrdinary(text)) visit(text, depth);
  };
  const visit = (whole: string, depth: number): void => {
    const text = whole.trim().replaceAll("\r\n", "\n");
    if (whole === "" || texts.has(whole)) return;
    texts.add(whole).add(text);
    if (depth === deepest) return;
    const leaves = documentLeaves(text);
    if (leaves !== undefined) return leaves.forEach((leaf) => part(leaf, depth + 1));
    const settings = settingsOf(text);
    if (settings !== undefined) settings.forEach((value) => part(value, depth + 1));
    else if (text.includes("\n")) linesOf(text).forEach((line) => lines.add(line));
    for (const inner of [...quoted(text), ...decoded(text), ...passwords(text)]) part(inner, depth + 1);
  };
  for (const secret of secrets) visit(secret, 0);
  return { texts, lines };
}

/** The texts of a document, and its keys that are no names; undefined if it is none. */
function documentLeaves(text: string): readonly string[] | undefined {
  const document = parseDocument(text);
  if (document === undefined) return undefined;
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === "string") found.push(value);
    else if (Array.isArray(value)) value.forEach(walk);
    else if (isObject(value)) {
      found.push(...Object.keys(value).filter((key) => key.length >= shortest && !looksLikeName(key)));
      Object.values(value).forEach(walk);
    }
  };
  walk(document.value);
  return found;
}

/** The values of a text of nothing but `NAME=value` or `name: value`, comments and `[sections]`; else undefined. */
function settingsOf(text: string): readonly string[] | undefined {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^[#;[]/.test(line));
  const values = lines.map((line) => /^(?:export +)?[A-Za-z_][\w.-]* *(?:=(?!=)|: ) *(["']?)(.+)\1$/.exec(line)?.[2]);
  const found = values.filter((value) => value !== undefined);
  return found.length === lines.length && found.length > 0 ? found : undefined;
}

/** The lines that are long enough, without what frames a key in PEM. */
function linesOf(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.length >= shortestLine && !/^-----(?:BEGIN|END) [A-Z0-9 ]+-----$/.test(line));
}

function quoted(text: string): readonly string[] {
  return /^(["'])(.+)\1$/s.exec(text)?.slice(2) ?? [];
}

/** What base64 or hexadecimal holds, and the password of `user:password` in it, as HTTP and registries write it. */
function decoded(text: string): readonly string[] {
  const run = text.replace(/\s+/g, "");
  if (run.length < 8 || !/^[\w+/-]+={0,2}$/.test(run)) return [];
  const inner = decodeText(run);
  if (inner === undefined) return [];
  const [, password] = /^[^\s:]+:(\S+)$/.exec(inner) ?? [];
  return password === undefined ? [inner] : [inner, password];
}

/** The passwords of URLs in a text, as they are written and as they are meant. */
function passwords(text: string): readonly string[] {
  return [...text.matchAll(/:\/\/[^\s/:@]*:([^\s/@]+)@/g)].flatMap(([, password = ""]) => [
    password,
    unescaped(password),
  ]);
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
