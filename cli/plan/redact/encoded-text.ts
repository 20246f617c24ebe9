import { isUtf8 } from "node:buffer";
import { gunzipSync, inflateRawSync } from "node:zlib";

/** The most that is unpacked of a gzip archive, in bytes: a small one may unpack to gigabytes. */
const maxUnpacked = 4 * 1024 * 1024;

/**
 * The text that is written in base64 of either alphabet, packed with gzip or not, or in hexadecimal; undefined if it is
 * no text.
 *
 * @param run characters of base64 only.
 */
export function decodeText(run: string): string | undefined {
  if (run.length % 2 === 0 && /^[\da-f]+$/i.test(run)) return decoded(run, "hex") ?? decoded(run, "base64");
  return decoded(run, "base64");
}

/** The text that a run begins with. */
export interface Start {
  readonly text: string;
  /** How many characters of the run it is written in, or more. */
  readonly length: number;
}

/** Reads a run of base64 from its start, whatever is behind it: a path may go on after what it has in base64. */
export function decodeStart(run: string): Start | undefined {
  const [hex] = /^(?:[\da-f]{2})+(?![A-Za-z0-9+])/i.exec(run) ?? [];
  if (hex !== undefined) {
    const text = decodeText(hex);
    return text === undefined ? undefined : { text, length: hex.length };
  }
  const bytes = Buffer.from(run, "base64");
  if (isPacked(bytes)) {
    const text = unpackedStart(bytes)?.toString("utf8");
    return text === undefined ? undefined : { text, length: run.length };
  }
  const text = bytes.toString("utf8");
  const end = text.search(noText);
  if (end < 0) return { text, length: run.length };
  const start = text.slice(0, end);
  return { text: start, length: Math.ceil((Buffer.byteLength(start) * 8) / 6) };
}

function decoded(run: string, encoding: "hex" | "base64"): string | undefined {
  // The first bytes alone: nearly every word of a plan is base64 of something, and hardly any of a text.
  const first = Buffer.from(run.slice(0, 8), encoding);
  const packed = isPacked(first);
  if (!packed && !first.every(isTextByte)) return undefined;
  const bytes = Buffer.from(run, encoding);
  const plain = packed ? unpacked(bytes) : bytes;
  if (plain === undefined || plain.length === 0 || !isUtf8(plain)) return undefined;
  const text = plain.toString("utf8");
  return control.test(text) ? undefined : text;
}

function isPacked(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function isTextByte(byte: number): boolean {
  return byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b;
}

/** Characters that no text has. */
const control = /[^\P{Cc}\t\n\r\f\v\x1b]/u;
const noText = new RegExp(`${control.source}|\uFFFD`, "u");

function unpacked(bytes: Buffer): Buffer | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: maxUnpacked });
  } catch {
    return undefined; // It only began like an archive, or unpacks to too much.
  }
}

/** An archive with something behind it, which `gunzip` refuses. https://www.rfc-editor.org/rfc/rfc1952#section-2.3 */
function unpackedStart(bytes: Buffer): Buffer | undefined {
  const names = bytes[3] !== 0;
  try {
    return names
      ? gunzipSync(bytes, { maxOutputLength: maxUnpacked })
      : inflateRawSync(bytes.subarray(10), { maxOutputLength: maxUnpacked });
  } catch {
    return undefined;
  }
}
