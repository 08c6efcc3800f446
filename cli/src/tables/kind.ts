import { basename } from 'node:path';

/** How a table is written, and how it is packed, by what its name ends in; anything else is CSV, whose delimiter the header tells. */
export interface TableKind {
  form: 'csv' | 'tsv' | 'jsonl' | 'parquet';
  packing: 'none' | 'gzip' | 'zstd';
  /** The name without the ending of the packing. */
  name: string;
}
const PACKINGS = [
  [/\.(gz|gzip)$/i, 'gzip'],
  [/\.(zst|zstd)$/i, 'zstd'],
] as const;
const FORMS = [
  [/\.(tsv|tab)$/i, 'tsv'],
  [/\.(jsonl|ndjson)$/i, 'jsonl'],
  [/\.(parquet|pq)$/i, 'parquet'],
] as const;

export function kindOf(path: string): TableKind {
  const [ending, packing] = PACKINGS.find(([pattern]) => pattern.test(path)) ?? [/$/, 'none'];
  const name = basename(path).replace(ending, '');
  return { form: FORMS.find(([pattern]) => pattern.test(name))?.[1] ?? 'csv', packing, name };
}
