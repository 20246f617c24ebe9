import { crc32, inflateRawSync } from "node:zlib";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;

/** How large an archive's files may be together, in bytes: ten times what the largest platform synthesizes. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * The files of a zip archive, by path; folders are left out. Nothing is written: whoever calls decides which paths are
 * taken, so an archive can't reach outside a folder, and a symbolic link is a file like any other.
 *
 * @throws Error with what is wrong: damaged, encrypted, in a format that CI's archives don't have, too large.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function unzip(archive: Buffer): ReadonlyMap<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > archive.length || archive.readUInt32LE(end) !== END) {
    throw new Error("is not a zip archive");
  }
  const files = new Map<string, Buffer>();
  let left = MOST_BYTES;
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    const entry = readEntry(archive, at);
    at = entry.next;
    if (entry.path.endsWith("/")) continue;
    if (files.has(entry.path)) throw new Error(`has ${JSON.stringify(entry.path)} twice`);
    left -= entry.size;
    if (left < 0) throw new Error(`holds more than ${MOST_BYTES} bytes`);
    files.set(entry.path, content(archive, entry));
  }
  return files;
}

interface Entry {
  readonly path: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly local: number;
  readonly next: number;
}

function readEntry(archive: Buffer, at: number): Entry {
  if (at + 46 > archive.length || archive.readUInt32LE(at) !== ENTRY) throw new Error("is damaged");
  if ((archive.readUInt16LE(at + 8) & 1) === 1) throw new Error("is encrypted");
  const [path, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
  const text = at + 46 + (path ?? 0);
  return {
    path: archive.toString("utf8", at + 46, text),
    method: archive.readUInt16LE(at + 10),
    crc: archive.readUInt32LE(at + 16),
    packed: archive.readUInt32LE(at + 20),
    size: archive.readUInt32LE(at + 24),
    local: archive.readUInt32LE(at + 42),
    next: text + (extra ?? 0) + (comment ?? 0),
  };
}

function content(archive: Buffer, { path, method, crc, packed, size, local }: Entry): Buffer {
  const name = JSON.stringify(path);
  if (local + 30 > archive.length || archive.readUInt32LE(local) !== LOCAL) throw new Error(`is damaged at ${name}`);
  const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const bytes = archive.subarray(begin, begin + packed);
  if (method !== 0 && method !== 8) throw new Error(`packs ${name} by a method other than deflate`);
  const unpacked = method === 0 ? bytes : inflated(bytes, size, name);
  if (unpacked.length !== size || crc32(unpacked) !== crc) throw new Error(`is damaged at ${name}`);
  return unpacked;
}

function inflated(bytes: Buffer, size: number, name: string): Buffer {
  try {
    return inflateRawSync(bytes, { maxOutputLength: Math.max(size, 1) });
  } catch {
    throw new Error(`is damaged at ${name}`);
  }
}
