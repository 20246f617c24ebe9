import { gzipSync } from "node:zlib";
import { stringify } from "yaml";

/** A way in which a provider, or a person, may write a text inside of another. */
export type Encoder = (text: string) => string;

const json = (text: string) => JSON.stringify(text).slice(1, -1);
const each = (text: string, write: (unit: string) => string) => Array.from(text).map(write).join("");
const bytes = (text: string, write: (hex: string) => string) =>
  Array.from(Buffer.from(text), (byte) => write(byte.toString(16).padStart(2, "0"))).join("");
const base64 = (text: string | Buffer) => Buffer.from(text).toString("base64");
const indented = (text: string, by: string) => text.replace(/^(?=.)/gm, by);

/** Escapes: they write character by character, so the secret's neighbours are written the same way. */
export const escapes: Readonly<Record<string, Encoder>> = {
  JSON: json,
  "JSON as Go writes it": (text) => json(text).replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`),
  "JSON of numbers alone": (text) =>
    text.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  "JSON with escaped slashes": (text) => json(text).replaceAll("/", "\\/"),
  "JSON in JSON": (text) => json(json(text)),
  "a URL": encodeURIComponent,
  "a URL in lower case": (text) => encodeURIComponent(text).replace(/%../g, (escape) => escape.toLowerCase()),
  "a URL of escapes alone": (text) => bytes(text, (hex) => `%${hex}`),
  "a form": (text) => encodeURIComponent(text).replaceAll("%20", "+"),
  HTML: (text) =>
    text.replace(/[&<>"']/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c] ?? "&#39;"),
  "HTML of numbers": (text) => each(text, (c) => `&#${c.codePointAt(0)};`),
  "HTML of hexadecimal numbers": (text) => each(text, (c) => `&#x${c.codePointAt(0)?.toString(16)};`),
  HCL: (text) => json(text).replace(/[$%](?=\{)/g, "$&$&"),
  "a Compose file": (text) => text.replaceAll("$", "$$$$"),
  "a unit of systemd": (text) => text.replaceAll("%", "%%"),
  "a shell's single quotes": (text) => text.replaceAll("'", "'\\''"),
  "a shell's two kinds of quotes": (text) => text.replaceAll("'", `'"'"'`),
  "JSON in a URL": (text) => encodeURIComponent(json(text)),
  "a URL in JSON in HTML": (text) => json(encodeURIComponent(text)).replaceAll("%", "&#37;"),
};

/** Encodings that write the whole text with its neighbours in another alphabet. */
export const encodings: Readonly<Record<string, Encoder>> = {
  base64: base64,
  "base64 without padding": (text) => base64(text).replace(/=+$/, ""),
  "base64 for URLs": (text) => Buffer.from(text).toString("base64url"),
  "base64 in a URL": (text) => encodeURIComponent(base64(text)),
  "base64 after bytes that are no text": (text) => base64(Buffer.concat([Buffer.from([0, 255]), Buffer.from(text)])),
  "base64 after one such byte": (text) => base64(Buffer.concat([Buffer.from([255]), Buffer.from(text)])),
  "base64 in lines": (text) => base64(`${"-".repeat(50)}${text}`).replace(/.{76}/g, "$&\n"),
  "base64 in lines of 32": (text) => base64(`${"-".repeat(50)}${text}`).replace(/.{32}/g, "$&\n"),
  "base64 in lines of 16 in YAML": (text) => `a:\n${base64(text).replace(/.{1,16}/g, "  $&\n")}b: 1\n`,
  "base64 in base64": (text) => base64(base64(text)),
  "base64 in base64 in a path": (text) => `/v1/${base64(base64(text))}`,
  "base64 in base64 in a path that goes on": (text) => `a-b/${base64(base64(text)).replace(/=+$/, "")}/of/it`,
  "gzip in base64 in a name": (text) => `a-${base64(gzipSync(text))}`,
  "base64 of JSON": (text) => base64(JSON.stringify({ a: text })),
  "base64 of YAML": (text) => base64(`a: 1\nb: |\n${indented(text, "    ")}\n`),
  "gzip in base64": (text) => base64(gzipSync(text)),
  "hexadecimal after bytes that are no text": (text) => `ff00${Buffer.from(text).toString("hex")}`,
  "hexadecimal in capitals after such bytes": (text) => `FF00${Buffer.from(text).toString("hex").toUpperCase()}`,
  hexadecimal: (text) => Buffer.from(text).toString("hex"),
  "hexadecimal in capitals": (text) => Buffer.from(text).toString("hex").toUpperCase(),
};

/** Documents with the text as a value. */
export const documents: Readonly<Record<string, Encoder>> = {
  "a JSON document": (text) => JSON.stringify({ a: [1, { b: text }] }),
  "a JSON document of several lines": (text) => JSON.stringify({ a: [1, { b: text }] }, undefined, 2),
  "a JSON document in a JSON document": (text) => JSON.stringify({ a: JSON.stringify({ b: text }) }),
  "the key of a JSON document": (text) => JSON.stringify({ [text]: 1 }),
  "a YAML document": (text) => stringify({ a: { b: text } }, { lineWidth: 0 }),
  "a YAML document of folded lines": (text) => stringify({ a: { b: text } }, { lineWidth: 20 }),
  "a YAML document in double quotes": (text) => stringify({ a: text }, { defaultStringType: "QUOTE_DOUBLE" }),
  "a YAML document in single quotes": (text) => stringify({ a: text }, { defaultStringType: "QUOTE_SINGLE" }),
  "a block of YAML": (text) => `a:\n  - b: |\n${indented(text, "      ")}\n    c: 1\n`,
};
