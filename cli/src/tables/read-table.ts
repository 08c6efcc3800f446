import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import type { RowCheck, RowCheckOptions } from '@gac/shared/scoring/row-check';
import type { ValidationReport } from '@gac/shared/scoring/report';
import { createValidator } from '@gac/shared/scoring/validator';
import { sizeOfFile } from '../prediction/check-file.ts';

export interface ReadTable {
  report: ValidationReport;
  rows: RowCheck;
}
/** Checks a table; what its name ends in says how it is written. */
export async function readTable(path: string, options: RowCheckOptions): Promise<ReadTable> {
  await sizeOfFile(path);
  const name = basename(path);
  const validator = createValidator({ ...options, ...(/\.(tsv|tab)(\.gz)?$/i.test(name) && { delimiter: '\t' }), fileName: name });
  const file = createReadStream(path, { highWaterMark: 1024 * 1024 });
  for await (const chunk of (/\.gz$/i.test(name) ? file.pipe(createGunzip()) : file) as AsyncIterable<Uint8Array>) {
    validator.push(chunk);
    if (validator.refused) break;
  }
  return { report: validator.end(), rows: validator.rows };
}
