import { isUtf8 } from "node:buffer";
import { gunzipSync } from "node:zlib";

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

function unpacked(bytes: Buffer): Buffer | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: maxUnpacked });
  } catch {
    return undefined; // It only began like an archive, or unpacks to too much.
  }
}
