import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { SourceFile } from './contract.ts';

const CHUNK_BYTES = 256 * 1024;

/** A file of ours cannot be read, or its bytes are not the ones it is named by: never the participant's doing. */
export class SourceDamaged extends Error {
  override readonly name = 'SourceDamaged';
}
/** The bytes are those that were handed in, and they are not, or not wholly, gzip (RFC 1952) as the name says. */
export class NotGzip extends Error {
  override readonly name = 'NotGzip';
}

const isGzip = (fileName: string): boolean => /\.gz$/i.test(fileName);

/**
 * Gives the bytes of a file to `take` in pieces, inflated when its name ends in `.gz`, until it answers false. `compressed` is
 * what the piece was made from. Afterwards the file's hash is known to be the one it is named by, whatever `take` made of the bytes.
 * Throws `SourceDamaged`, `NotGzip`, and what `take` throws.
 */
export async function readSource(file: SourceFile, take: (piece: Uint8Array, compressed: number) => boolean): Promise<void> {
  const hash = createHash('sha256');
  const read = { isWhole: false };
  const raw = async function* () {
    for await (const chunk of chunksOf(file)) {
      hash.update(chunk);
      yield chunk;
    }
    read.isWhole = true;
  };
  let broken: Error | null = null;
  if (isGzip(file.fileName)) broken = await inflate(raw(), take);
  else {
    for await (const chunk of raw()) if (!take(chunk, chunk.length)) break;
  }
  const sha256 = read.isWhole ? hash.digest('hex') : await hashOf(file);
  if (sha256 !== file.sha256) throw new SourceDamaged(`${file.path} reads as ${sha256} instead of ${file.sha256}`);
  if (broken !== null) throw new NotGzip(broken.message);
}

/** Null, or the decompressor's complaint. */
async function inflate(raw: AsyncIterable<Buffer>, take: (piece: Uint8Array, compressed: number) => boolean): Promise<Error | null> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // An error of the file reaches the loop below through the decompressor.
  pipeline(raw, gunzip, () => undefined);
  let before = 0;
  try {
    for await (const piece of gunzip as AsyncIterable<Buffer>) {
      const compressed = gunzip.bytesWritten - before;
      before = gunzip.bytesWritten;
      if (!take(piece, compressed)) return null;
    }
    return null;
  } catch (error) {
    if (error instanceof Error && (error as NodeJS.ErrnoException).code?.startsWith('Z_') === true) return error;
    throw error;
  }
}

async function* chunksOf({ path }: SourceFile): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>;
  } catch (error) {
    throw new SourceDamaged(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function hashOf(file: SourceFile): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunksOf(file)) hash.update(chunk);
  return hash.digest('hex');
}
