import { credentialsIn } from "./credentials";
import { decodeText } from "./encoded-text";
import { heldLeaves, type HeldLeaf } from "./held-leaves";
import { isOrdinary, looksLikeName } from "./names";
import { shortest } from "./secret";
import { settingsIn } from "./settings";

/** What is secret of a secret text. */
export interface Parts {
  /** The text, and each smaller one in it that is a secret by itself. */
  readonly texts: ReadonlySet<string>;
  /** Numbers in it, as they are written and as JavaScript writes them: only a whole value may not be equal to one. */
  readonly numbers: ReadonlySet<string>;
  /** Lines of those that have many: found where the text is shown with something before each line. */
  readonly lines: ReadonlySet<string>;
}

/** Shorter lines stand in too many other texts. */
const shortestLine = 8;

/** Numbers of fewer digits are ports, sizes and times; those of at least as many as `longNumber` are none of these. */
const shortestNumber = 6;
const longNumber = 11;

/** How deep documents within documents are looked into. */
const deepest = 5;

/**
 * The secret parts of secret texts: leaves of a JSON or YAML document, what base64 or hexadecimal holds, the values of
 * `NAME=value` lines, a text in quotes, the password of a URL and the like.
 */
export function partsOf(secrets: Iterable<string>): Parts {
  const texts = new Set<string>();
  const numbers = new Set<string>();
  const lines = new Set<string>();
  const part = (text: string, depth: number): void => {
    if (!isOrdinary(text)) visit(text, depth);
  };
  const held = ({ value, kind }: HeldLeaf, depth: number): void => {
    if (kind === "text") part(value, depth);
    else if (kind === "key") {
      if (value.length >= shortest && !looksLikeName(value)) part(value, depth);
    } else numbersOf(value).forEach((number) => (number.length >= longNumber ? texts : numbers).add(number));
  };
  const visit = (whole: string, depth: number): void => {
    const text = whole.trim().replaceAll("\r\n", "\n");
    if (whole === "" || texts.has(whole)) return;
    texts.add(whole).add(text);
    if (depth === deepest) return;
    const leaves = heldLeaves(text);
    if (leaves !== undefined) return leaves.forEach((leaf) => held(leaf, depth + 1));
    const { values, nothingElse } = settingsIn(text);
    for (const value of values) part(value, depth + 1);
    if (!nothingElse && text.includes("\n")) linesOf(text).forEach((line) => lines.add(line));
    for (const inner of [...quoted(text), ...decoded(text), ...credentialsIn(text)]) part(inner, depth + 1);
  };
  for (const secret of secrets) visit(secret, 0);
  return { texts, numbers, lines };
}

function numbersOf(written: string): readonly string[] {
  const digits = written.replace(/\D/g, "").length;
  return digits < shortestNumber || !Number.isFinite(Number(written)) ? [] : [written, String(Number(written))];
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
  const [, password] = /^[^\s:{["]+:(\S+)$/.exec(inner) ?? [];
  return password === undefined ? [inner] : [inner, password];
}
