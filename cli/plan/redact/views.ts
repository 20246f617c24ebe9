/** A text with escapes undone, and where each of its characters came from. */
export interface View {
  readonly text: string;
  /** By character, and one more for the end: its first character in the text that was viewed. */
  readonly origins: Int32Array;
}

/** A way to look at a text: undefined where there is nothing in it to undo. */
export type Lens = (text: string) => View | undefined;

/**
 * `\n`, `\"`, `\/`, `\x70`, `\u0070`, `\U00000070`, and the end of a line that goes on: of JSON, Go, HCL and YAML. What
 * is no escape stays.
 */
export const backslashes: Lens = (text) =>
  text.includes("\\")
    ? undo(text, /\\(?:\r?\n[ \t]*|x[\da-f]{2}|u[\da-f]{4}|U[\da-f]{8}|[^xuU])/gis, (escape) => {
        const kind = escape.charAt(1);
        if (/[\r\n]/.test(kind)) return "";
        if (escape.length > 2) return codePoint(parseInt(escape.slice(2), 16));
        return controls[kind] ?? (/[\w\s]/.test(kind) ? undefined : kind);
      })
    : undefined;

const controls: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  a: "\x07",
  e: "\x1b",
  "0": "\0",
};

/** `''` in YAML's single quotes. */
export const doubledQuotes: Lens = (text) => (text.includes("''") ? undo(text, /''/g, () => "'") : undefined);

/** `'\''` and `'"'"'`: a quote in a shell's single quotes. */
export const shellQuotes: Lens = (text) =>
  text.includes("\\''") || text.includes("'\"'") ? undo(text, /'\\''|'"'"'/g, () => "'") : undefined;

/** `$${` and `%%{` of HCL. */
export const templates: Lens = (text) =>
  text.includes("$${") || text.includes("%%{")
    ? undo(text, /(?:\$\$|%%)(?=\{)/g, (escape) => escape.charAt(0))
    : undefined;

/** `$$` of Compose and of make. */
export const dollars: Lens = (text) => (text.includes("$$") ? undo(text, /\$\$/g, () => "$") : undefined);

/** `%%` of systemd and of formats. */
export const doubledPercents: Lens = (text) => (text.includes("%%") ? undo(text, /%%/g, () => "%") : undefined);

/** `%2F` and `%2f`, and of more than one byte: `%C3%A9`. */
export const percents: Lens = (text) => (text.includes("%") ? undo(text, percentCharacter, percentDecoded) : undefined);

/** The same where a plus stands for a space, as in the query of a URL. */
export const pluses: Lens = (text) =>
  text.includes("+")
    ? undo(text, new RegExp(`${percentCharacter.source}|\\+`, "gi"), (escape) =>
        escape === "+" ? " " : percentDecoded(escape),
      )
    : undefined;

/** One character: as many bytes as its first one says. */
const percentCharacter =
  /%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}/gi;

function percentDecoded(escape: string): string {
  return Buffer.from(escape.replaceAll("%", ""), "hex").toString("utf8");
}

/** `&lt;`, `&#60;`, `&#x3c;`. */
export const entities: Lens = (text) =>
  text.includes("&")
    ? undo(text, /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (escape, hex, decimal, name) => {
        if (hex !== undefined) return codePoint(parseInt(hex, 16));
        return decimal !== undefined ? codePoint(parseInt(decimal, 10)) : named[(name ?? "").toLowerCase()];
      })
    : undefined;

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Lines without their indentation: a key in a block of YAML. */
export const flushLeft: Lens = (text) => lines(text, "\n");

/** Lines put together with a space, and paragraphs with the end of a line, as YAML folds them. */
export const folded: Lens = (text) =>
  text.includes("\n")
    ? undo(text, /(?:\r?\n[ \t]*)+/g, (breaks) => "\n".repeat(breaks.split("\n").length - 2) || " ")
    : undefined;

/** Lines put together: base64 is often broken every 64 or 76 characters. */
export const joined: Lens = (text) => lines(text, "");

function lines(text: string, between: string): View | undefined {
  return text.includes("\n") ? undo(text, /\r?\n[ \t]*/g, () => between) : undefined;
}

type Undo = (escape: string, ...groups: (string | undefined)[]) => string | undefined;

/** Replaces what the pattern finds; undefined from `meaning` leaves it as it is. */
function undo(text: string, pattern: RegExp, meaning: Undo): View | undefined {
  const origins = new Int32Array(text.length + 1);
  let result = "";
  let length = 0;
  let done = 0;
  for (const match of text.matchAll(pattern)) {
    const [escape, ...groups] = match;
    const plain = meaning(escape, ...groups);
    if (plain === undefined || plain.length > escape.length) continue;
    result += text.slice(done, match.index) + plain;
    while (done < match.index) origins[length++] = done++;
    for (let unit = 0; unit < plain.length; unit++) origins[length++] = match.index;
    done = match.index + escape.length;
  }
  if (done === 0) return undefined;
  result += text.slice(done);
  while (done <= text.length) origins[length++] = done++;
  return { text: result, origins };
}

function codePoint(value: number): string | undefined {
  return value <= 0x10ffff ? String.fromCodePoint(value) : undefined;
}
