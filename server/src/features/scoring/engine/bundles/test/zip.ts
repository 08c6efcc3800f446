import { crc32, deflateRawSync } from 'node:zlib';

/** An entry as its writer wants it, lies included. */
export interface ZipEntry {
  name: string | Buffer;
  data?: string | Buffer;
  /** 8 deflates; others are written as they are. */
  method?: number;
  /** Bit 0: encrypted, bit 11: the name is UTF-8. */
  flags?: number;
  /** Unix mode with file type. */
  mode?: number;
  /** What the headers claim instead of the truth. */
  claims?: { bytes?: number; crc?: number; packedBytes?: number; offset?: number };
}
const UTF8 = 0x800;

/** A zip file, byte by byte, so that it can be as broken as a test needs it. Source: PKWARE APPNOTE 6.3. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data = '', method = 0, flags = UTF8, mode = 0o100644, claims = {} } of entries) {
    const raw = Buffer.from(data as string);
    const packed = method === 8 ? deflateRawSync(raw) : raw;
    const nameBytes = Buffer.from(name as string);
    const sizes = Buffer.alloc(22);
    sizes.writeUInt16LE(20, 0);
    sizes.writeUInt16LE(flags, 2);
    sizes.writeUInt16LE(method, 4);
    sizes.writeUInt32LE(claims.crc ?? crc32(raw), 10);
    sizes.writeUInt32LE(claims.packedBytes ?? packed.length, 14);
    sizes.writeUInt32LE(claims.bytes ?? raw.length, 18);
    const lengths = Buffer.alloc(4);
    lengths.writeUInt16LE(nameBytes.length, 0);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), sizes, lengths, nameBytes, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((mode << 16) >>> 0, 6);
    rest.writeUInt32LE(claims.offset ?? offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002', 'latin1'), Buffer.from([20, 3]), sizes, lengths, rest, nameBytes]));
    bodies.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, central, end]);
}

export type Files = Record<string, string | Buffer>;
export const zipOfFiles = (files: Files): Buffer => zipOf(Object.entries(files).map(([name, data]) => ({ name, data, method: 8 })));
