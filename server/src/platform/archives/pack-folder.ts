import { constants, createReadStream } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { FLAG, LENGTH, MADE_BY_UNIX, MODE, SIGNATURE, STORED } from './zip-format.ts';

/** Left out wherever they stand: what systems and interpreters leave in folders, which nobody meant to hand in. */
const LITTER = new Set(['.DS_Store', '__MACOSX', '__pycache__', '.git', 'Thumbs.db']);
/** 1980-01-01 00:00, the earliest date a zip can say: the same folder gives the same bytes whenever it is packed. */
const DATE = 0x0021;
const MAX_BYTES = 0xffff_fffe;
const MAX_FILES = 0xfffe;

/** A folder that can't be packed: a link or device in it, nothing in it, or more than a zip without extensions holds. */
export class Unpackable extends Error {
  override readonly name = 'Unpackable';
  constructor(
    readonly reason: 'link' | 'special' | 'empty' | 'too-large',
    /** Path inside the folder. */
    readonly file: string,
  ) {
    super(`${reason}: ${file}`);
  }
}
interface Member {
  /** Inside the folder, with `/`. */
  name: string;
  path: string;
  bytes: number;
  executable: boolean;
}

async function membersOf(root: string, folder = ''): Promise<Member[]> {
  const found: Member[] = [];
  for (const name of (await readdir(join(root, folder))).filter((entry) => !LITTER.has(entry))) {
    const inside = folder === '' ? name : `${folder}/${name}`;
    const path = join(root, inside);
    const facts = await lstat(path);
    if (facts.isSymbolicLink()) throw new Unpackable('link', inside);
    if (facts.isDirectory()) found.push(...(await membersOf(root, inside)));
    else if (facts.isFile()) found.push({ name: inside, path, bytes: facts.size, executable: (facts.mode & constants.S_IXUSR) !== 0 });
    else throw new Unpackable('special', inside);
  }
  return found;
}

async function checksum(path: string): Promise<number> {
  let crc = 0;
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) crc = crc32(piece, crc);
  return crc;
}

/** The fields that the local and the central header share, from "version needed" on. */
function common(member: Member, crc: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(FLAG.utf8, 2);
  fields.writeUInt16LE(STORED, 4);
  fields.writeUInt16LE(0, 6);
  fields.writeUInt16LE(DATE, 8);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(member.bytes, 14);
  fields.writeUInt32LE(member.bytes, 18);
  fields.writeUInt16LE(Buffer.byteLength(member.name), 22);
  return fields;
}
function localHeader(member: Member, crc: number): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(SIGNATURE.local);
  return Buffer.concat([head, common(member, crc), Buffer.from(member.name)]);
}
function centralHeader(member: Member, crc: number, offset: number): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt32LE(SIGNATURE.central);
  head.writeUInt16LE((MADE_BY_UNIX << 8) | 20, 4);
  const tail = Buffer.alloc(LENGTH.central - 32);
  tail.writeUInt32LE(((MODE.file | (member.executable ? 0o755 : 0o644)) << 16) >>> 0, 6);
  tail.writeUInt32LE(offset, 10);
  return Buffer.concat([head, common(member, crc), tail, Buffer.from(member.name)]);
}
function endRecord(count: number, bytes: number, offset: number): Buffer {
  const end = Buffer.alloc(LENGTH.end);
  end.writeUInt32LE(SIGNATURE.end);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(bytes, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

/**
 * The bytes of a zip with every file of a folder, uncompressed, in the order of their names: the same files give the same bytes (and so the same
 * hash) on every machine. Throws `Unpackable`; also when a file grows or shrinks meanwhile.
 */
export async function* packFolder(root: string): AsyncGenerator<Buffer> {
  const members = (await membersOf(root)).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (members.length === 0) throw new Unpackable('empty', '.');
  if (members.length > MAX_FILES || members.reduce((sum, { bytes, name }) => sum + bytes + 2 * name.length + 200, 0) > MAX_BYTES) throw new Unpackable('too-large', '.');
  const central: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const crc = await checksum(member.path);
    const header = localHeader(member, crc);
    central.push(centralHeader(member, crc, offset));
    yield header;
    yield* exactly(member, crc);
    offset += header.length + member.bytes;
  }
  const directory = Buffer.concat(central);
  yield directory;
  yield endRecord(members.length, directory.length, offset);
}

/** The bytes of a file, which must still be those that were counted. */
async function* exactly(member: Member, crc: number): AsyncGenerator<Buffer> {
  const file = await open(member.path, constants.O_RDONLY | constants.O_NOFOLLOW);
  let [bytes, seen] = [0, 0];
  try {
    for await (const piece of file.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>) {
      bytes += piece.length;
      seen = crc32(piece, seen);
      yield piece;
    }
  } finally {
    await file.close();
  }
  if (bytes !== member.bytes || seen !== crc) throw new Unpackable('special', member.name);
}
