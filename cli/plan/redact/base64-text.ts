import { isUtf8 } from "node:buffer";
import { gunzipSync } from "node:zlib";

/** The most that is unpacked of a gzip archive, in bytes: a small one may unpack to gigabytes. */
const maxUnpacked = 4 * 1024 * 1024;

/** The text that is written in base64 of either alphabet, packed with gzip or not; undefined if it is no text. */
export function decodeText(base64: string): string | undefined {
  if (base64.length >= 8 && !startsLikeText(base64)) return undefined;
  const bytes = Buffer.from(base64, "base64");
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? unpacked(bytes) : bytes;
  if (plain === undefined || plain.length === 0 || !isUtf8(plain)) return undefined;
  const text = plain.toString("utf8");
  return control.test(text) ? undefined : text;
}

/** Characters that no text has. */
const control = /[^\P{Cc}\t\n\r\f\v\x1b]/u;

/** Looks at the first bytes: nearly every word of a plan is base64 of something, and hardly any of a text. */
function startsLikeText(base64: string): boolean {
  const first = Buffer.from(base64.slice(0, 8), "base64");
  if (first[0] === 0x1f && first[1] === 0x8b) return true;
  return first.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b);
}

function unpacked(bytes: Buffer): Buffer | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: maxUnpacked });
  } catch {
    return undefined; // It only began like an archive, or unpacks to too much.
  }
}
