import { crc32, deflateRawSync } from "node:zlib";

/** How an entry is written, where not as CI does. */
export interface Written {
  readonly path: string;
  readonly text: string;
  readonly method?: 0 | 8 | 12;
  readonly crc?: number;
  readonly size?: number;
  readonly flags?: number;
}

/** A zip archive of these files, as CI's have it: sizes stand in the directory at the end, not before each file. */
export function zipped(files: readonly Written[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, text, method = 8, crc, size, flags = 8 } of files) {
    const name = Buffer.from(path);
    const packed = method === 8 ? deflateRawSync(Buffer.from(text)) : Buffer.from(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(crc ?? crc32(text), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(size ?? Buffer.byteLength(text), 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    const body = Buffer.concat([local, name, packed]);
    offset += body.length;
    bodies.push(body);
    directory.push(entry, name);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, ...directory, end]);
}
