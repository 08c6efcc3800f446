import { createReadStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import type { FindingCode } from '@gac/shared/scoring/findings';
import type { InflateGuard } from '@gac/shared/scoring/inflate-guard';
import type { TableKind } from './kind.ts';

const READ_BYTES = 1024 * 1024;
/** So little of a Zstandard stream at a time: 3 bytes may become 128 KiB, and everything that a piece becomes comes at once. */
const ZSTD_BYTES = 16 * 1024;

export interface Unpacking {
  guard: InflateGuard;
  /** Gets the bytes of the file as it is. */
  seen?: (raw: Uint8Array) => void;
  /** Gets what comes out; false stops the reading. */
  take: (piece: Uint8Array) => boolean;
}

/** Reads a file from beginning to end, unpacked. What made it stop early, when that is the packing's fault; null otherwise. */
export function unpack(path: string, packing: TableKind['packing'], unpacking: Unpacking): Promise<FindingCode | null> {
  if (packing === 'gzip') return unpackGzip(path, unpacking);
  return packing === 'zstd' ? unpackZstd(path, unpacking) : readPlain(path, unpacking);
}

const bytesOf = (path: string): AsyncIterable<Uint8Array> & NodeJS.ReadableStream => createReadStream(path, { highWaterMark: READ_BYTES });

async function readPlain(path: string, { seen, take }: Unpacking): Promise<null> {
  for await (const chunk of bytesOf(path) as AsyncIterable<Uint8Array>) {
    seen?.(chunk);
    if (!take(chunk)) break;
  }
  return null;
}

async function unpackGzip(path: string, { guard, seen, take }: Unpacking): Promise<FindingCode | null> {
  let read = 0;
  let counted = 0;
  const watched = new PassThrough();
  watched.on('data', (chunk: Uint8Array) => {
    seen?.(chunk);
    read += chunk.length;
  });
  const file = bytesOf(path);
  const unpacked = file.pipe(watched).pipe(createGunzip());
  file.on('error', (error: Error) => unpacked.destroy(error));
  try {
    for await (const chunk of unpacked as AsyncIterable<Uint8Array>) {
      const code = guard.add(read - counted, chunk.length);
      counted = read;
      if (code !== null) return code;
      if (!take(chunk)) return null;
    }
    return null;
  } catch (error) {
    // A disk's fault is none of the packing.
    if ((error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    return 'BAD_GZIP';
  }
}

/** Ends the unpacking from within; `code` is null when whoever takes the pieces has enough. */
class Enough extends Error {
  override readonly name = 'Enough';
  constructor(readonly code: FindingCode | null) {
    super('enough');
  }
}
async function unpackZstd(path: string, { guard, seen, take }: Unpacking): Promise<FindingCode | null> {
  let fresh = 0;
  const stream = new Decompress((piece) => {
    const code = guard.add(fresh, piece.length);
    fresh = 0;
    if (code !== null || !take(piece)) throw new Enough(code);
  });
  const push = (piece: Uint8Array, isLast: boolean): FindingCode | null | undefined => {
    try {
      stream.push(piece, isLast);
      return undefined;
    } catch (error) {
      return error instanceof Enough ? error.code : 'BAD_ZSTD';
    }
  };
  for await (const chunk of bytesOf(path) as AsyncIterable<Uint8Array>) {
    seen?.(chunk);
    for (let at = 0; at < chunk.length; at += ZSTD_BYTES) {
      const piece = chunk.subarray(at, at + ZSTD_BYTES);
      fresh += piece.length;
      const end = push(piece, false);
      if (end !== undefined) return end;
    }
  }
  return push(new Uint8Array(0), true) ?? null;
}
