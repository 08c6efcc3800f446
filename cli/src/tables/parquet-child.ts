/** A process of its own: writes the Parquet file that it is started with to standard output as CSV, row group by row group. */
import { once } from 'node:events';
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

/** Nothing but numbers, texts, true and false: dates are written as ISO instants, missing values as nothing. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  throw new TypeError('a column holds lists or records');
}
const cell = (value: unknown): string => {
  const text = textOf(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const line = (values: readonly unknown[]): string => `${values.map(cell).join(',')}\n`;

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** Rows whose text is put together at once. */
const BATCH = 4096;
async function convert(path: string): Promise<void> {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  await write(line(parquetSchema(metadata).children.map(({ element }) => element.name)));
  let rowStart = 0;
  for (const { num_rows } of metadata.row_groups) {
    const rowEnd = rowStart + Number(num_rows);
    let rows: unknown[][] = [];
    await parquetRead({ file, metadata, compressors, rowStart, rowEnd, onComplete: (read) => void (rows = read) });
    for (let at = 0; at < rows.length; at += BATCH)
      await write(
        rows
          .slice(at, at + BATCH)
          .map(line)
          .join(''),
      );
    rowStart = rowEnd;
  }
}

try {
  await convert(process.argv[2] ?? '');
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
