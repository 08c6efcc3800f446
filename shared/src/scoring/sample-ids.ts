import type { FileFormat } from '../contract/definition.ts';
import { IdIndex } from './id-set.ts';
import { createValidator } from './validator.ts';

/**
 * The ids of a task from its public sample submission, in the order of that file. Null when it does not hold exactly `rows` good rows (any
 * number when null): comparing with wrong ids would be worse than not comparing.
 */
export async function idsOfSample(sample: AsyncIterable<Uint8Array>, format: FileFormat, rows: number | null): Promise<IdIndex | null> {
  const good: number[] = [];
  const validator = createValidator({ format, ids: null, sink: { accept: (row) => good.push(row) } });
  for await (const chunk of sample) validator.push(chunk);
  const report = validator.end();
  return report.ok && (rows === null || good.length === rows) ? new IdIndex(good.map((row) => validator.idAt(row))) : null;
}
