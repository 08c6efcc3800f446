import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { PassThrough } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { FileFormat } from '@gac/shared/contract/definition';
import type { IdIndex } from '@gac/shared/scoring/byte-table';
import type { FindingCode } from '@gac/shared/scoring/findings';
import { InflateGuard } from '@gac/shared/scoring/inflate-guard';
import { refusedReport, unpackFinding } from '@gac/shared/scoring/refused-report';
import type { ValidationReport } from '@gac/shared/scoring/report';
import { createValidator, type Validator } from '@gac/shared/scoring/validator';
import type { Sha256 } from '@gac/shared/values';
import { refuse } from '../refused.ts';

export interface CheckedFile {
  report: ValidationReport;
  /** Of the file as it is sent; null when the reading stopped early. */
  sha256: Sha256 | null;
  bytes: number;
}
const isGzipName = (name: string): boolean => /\.gz$/i.test(name);

/** Size of a file to be sent; a Refused when there is none of this name. */
export async function sizeOfFile(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw refuse('no-file', path);
  return found.size;
}

/** One pass over a file: hashed as it is, unpacked when its name ends in .gz, and validated with the code the server runs. */
export async function checkFile(path: string, format: FileFormat, ids: IdIndex | null): Promise<CheckedFile> {
  const bytes = await sizeOfFile(path);
  const name = basename(path);
  const gzip = isGzipName(name);
  const validator = createValidator({ format, ids, fileName: gzip ? name.slice(0, -3) : name });
  const hash = createHash('sha256');
  const file = createReadStream(path, { highWaterMark: 1024 * 1024 });
  const stopped = gzip ? await readGzip(file, hash, format, validator) : await readPlain(file, hash, validator);
  const ended = validator.end();
  const report = stopped === null ? ended : refusedReport(ended, unpackFinding(stopped, format.maxInflatedBytes));
  return { report, sha256: report.complete ? (hash.digest('hex') as Sha256) : null, bytes };
}

interface Hash {
  update(chunk: Uint8Array): unknown;
}
async function readPlain(file: AsyncIterable<Uint8Array>, hash: Hash, validator: Validator): Promise<null> {
  for await (const chunk of file) {
    hash.update(chunk);
    validator.push(chunk);
    if (validator.refused) break;
  }
  return null;
}

/** What stopped the unpacking, or null. */
async function readGzip(file: NodeJS.ReadableStream, hash: Hash, format: FileFormat, validator: Validator): Promise<FindingCode | null> {
  const guard = new InflateGuard(format.maxInflatedBytes);
  let read = 0;
  let counted = 0;
  const watched = new PassThrough();
  watched.on('data', (chunk: Buffer) => {
    hash.update(chunk);
    read += chunk.length;
  });
  const unpacked = file.pipe(watched).pipe(createGunzip());
  file.on('error', (error: Error) => unpacked.destroy(error));
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      const code = guard.add(read - counted, chunk.length);
      counted = read;
      if (code !== null) return code;
      validator.push(chunk);
      if (validator.refused) return null;
    }
    return null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    return 'BAD_GZIP';
  }
}
