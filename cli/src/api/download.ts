import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DataFileView } from '@gac/shared/contract/challenges';
import { refuse } from '../refused.ts';
import type { Api } from './api.ts';
import type { Patience } from './backoff.ts';

export interface DownloadOptions {
  file: DataFileView;
  folder: string;
  /** Replace a file of the same name with other content. */
  force: boolean;
  onBytes: (bytes: number) => void;
  patience: Patience;
}
export interface Downloaded {
  key: string;
  path: string;
  bytes: number;
  sha256: string;
  /** Bytes that an earlier, broken download had left; the whole file when nothing had to be fetched. */
  had: number;
}

/** Lower-case hexadecimal SHA-256 of a file. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
const sizeOf = (path: string): Promise<number | null> => stat(path).then(({ size }) => size, () => null);

/** Fetches a data file, going on where an earlier attempt broke off (Range, RFC 9110), and keeps it only when its SHA-256 is right. */
export async function download(api: Api, options: DownloadOptions): Promise<Downloaded> {
  const { file, folder, force } = options;
  await mkdir(folder, { recursive: true });
  // A server names files, never folders.
  const path = join(folder, basename(file.fileName));
  const made = { key: file.key, path, bytes: file.bytes, sha256: file.sha256 };
  if ((await sizeOf(path)) !== null) {
    if ((await sha256OfFile(path)) === file.sha256) return { ...made, had: file.bytes };
    if (!force) throw refuse('file-differs', path);
  }
  // The hash in the name: the rest of another version is never joined to it.
  const part = `${path}.${file.sha256.slice(0, 12)}.part`;
  const had = await startOf(part, file.bytes);
  await fetchRest(api, options, part);
  if ((await sha256OfFile(part)) !== file.sha256) {
    await rm(part);
    throw refuse('download-broken', path);
  }
  await rename(part, path);
  return { ...made, had };
}

/** Bytes that are there already; more than the file has are worth nothing. */
async function startOf(part: string, bytes: number): Promise<number> {
  const size = (await sizeOf(part)) ?? 0;
  if (size <= bytes) return size;
  await rm(part);
  return 0;
}

async function fetchRest(api: Api, { file, patience, onBytes }: DownloadOptions, part: string): Promise<void> {
  for (;;) {
    const had = await sizeOf(part);
    onBytes(had ?? 0);
    if (had !== null && had >= file.bytes) return;
    try {
      await fetchFrom(api, file, part, had ?? 0, onBytes);
    } catch (error) {
      if (((await sizeOf(part)) ?? 0) > (had ?? 0)) patience.reset();
      await patience.after(error);
    }
  }
}

async function fetchFrom(api: Api, file: DataFileView, part: string, from: number, onBytes: (bytes: number) => void): Promise<void> {
  const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-`, 'if-range': `"${file.sha256}"` } : {};
  // No end by time: how long it takes is up to the line. A silent line is ended by fetch itself after five minutes.
  const answer = await api.request('GET', file.url, { headers, signal: new AbortController().signal });
  const goesOn = answer.status === 206 && (answer.headers.get('content-range') ?? '').startsWith(`bytes ${from}-`);
  let there = goesOn ? from : 0;
  const counted = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      there += chunk.length;
      onBytes(there);
      yield chunk;
    }
  };
  const body = answer.body === null ? Readable.from([]) : Readable.fromWeb(answer.body as never);
  await pipeline(body, counted, createWriteStream(part, { flags: goesOn ? 'a' : 'w' })).catch((error: unknown) => {
    // Only the disk's own errors have a code of the system.
    if (error instanceof Error && 'syscall' in error && 'path' in error) throw error;
    throw refuse('unreachable', api.server);
  });
  if (there !== file.bytes) throw refuse(there > file.bytes ? 'download-broken' : 'unreachable', api.server);
}
