import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { finding, type Finding } from '@gac/shared/scoring/findings';
import { InflateGuard } from '@gac/shared/scoring/inflate-guard';
import { createJsonlValidator } from '@gac/shared/scoring/jsonl-validator';
import { refusedReport, unpackFinding } from '@gac/shared/scoring/refused-report';
import type { ValidationReport } from '@gac/shared/scoring/report';
import type { RowCheck, RowCheckOptions } from '@gac/shared/scoring/row-check';
import { createValidator, type Validator } from '@gac/shared/scoring/validator';
import type { Sha256 } from '@gac/shared/values';
import { sizeOfFile } from './file-size.ts';
import { kindOf, type TableKind } from './kind.ts';
import { readParquet } from './read-parquet.ts';
import { unpack } from './unpack.ts';

export interface ReadTable {
  report: ValidationReport;
  rows: RowCheck;
  /** Of the file as it is; null when the reading stopped early, or nobody wants to know. */
  sha256: Sha256 | null;
  bytes: number;
}

interface ReadOptions {
  maxInflatedBytes?: number;
  /** Only what the server takes: CSV with any delimiter, plain or in gzip; the check says what anything else is. */
  asServer?: boolean;
  /** Whether anybody wants to know the hash. */
  hashed?: boolean;
}

/** Whether the server takes files of this kind. */
export const isForServer = ({ form, packing }: TableKind): boolean => (form === 'csv' || form === 'tsv') && packing !== 'zstd';

/** One pass over a table: hashed as it is, unpacked, and checked with the code the server runs. What its name ends in says how it is written. */
export async function readTable(
  path: string,
  options: RowCheckOptions,
  { maxInflatedBytes = Number.MAX_SAFE_INTEGER, asServer = false, hashed = true }: ReadOptions = {},
): Promise<ReadTable> {
  const bytes = await sizeOfFile(path);
  const kind = asServer ? serverKindOf(path) : kindOf(path);
  const validator = validatorOf(kind, options);
  const hash = hashed ? createHash('sha256') : null;
  const take = (piece: Uint8Array): boolean => {
    validator.push(piece);
    return !validator.refused;
  };
  const seen = (raw: Uint8Array): void => void hash?.update(raw);
  let fault: Finding | null;
  if (kind.form === 'parquet') fault = await parquetFault(path, kind, take, seen);
  else {
    const code = await unpack(path, kind.packing, { guard: new InflateGuard(maxInflatedBytes), seen, take });
    fault = code && unpackFinding(code, maxInflatedBytes);
  }
  const ended = validator.end();
  const report = fault === null ? ended : refusedReport(ended, fault);
  return { report, rows: validator.rows, sha256: report.complete && hash ? (hash.digest('hex') as Sha256) : null, bytes };
}

/** As the server sees it, which knows one packing by its name and no other form than CSV. */
function serverKindOf(path: string): TableKind {
  const kind = kindOf(path);
  const name = basename(path);
  return kind.packing === 'gzip' ? { ...kind, form: 'csv' } : { form: 'csv', packing: 'none', name };
}

function validatorOf({ form, name }: TableKind, options: RowCheckOptions): Validator {
  if (form === 'jsonl') return createJsonlValidator({ ...options, fileName: name });
  return createValidator({ ...options, ...(form === 'tsv' && { delimiter: '\t' }), fileName: name });
}

async function parquetFault(
  path: string,
  { packing }: TableKind,
  take: (piece: Uint8Array) => boolean,
  seen: (raw: Uint8Array) => void,
): Promise<Finding | null> {
  if (packing !== 'none') return finding('BAD_PARQUET', { value: packing });
  const wrong = await readParquet(path, take);
  if (wrong !== null) return finding('BAD_PARQUET', { value: wrong });
  await unpack(path, 'none', { guard: new InflateGuard(Number.MAX_SAFE_INTEGER), seen, take: () => true });
  return null;
}
