import { describe, expect, it } from '@jest/globals';
import type { FileFormat } from '../contract/definition.ts';
import { idsOfSample } from './sample-ids.ts';

const format: FileFormat = { idColumn: 'id', columns: [{ name: 'p', kind: 'probability' }], rowRule: 'none', maxBytes: 1e6, maxInflatedBytes: 1e6 };
const GOOD = 'id,p\na,0.1\nb,0.2\nc,0.3\n';
/** The bytes in pieces that end anywhere. */
async function* pieces(csv: string): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(csv);
  for (let at = 0; at < bytes.length; at += 5) yield await Promise.resolve(bytes.subarray(at, at + 5));
}

describe('ids of the public sample', () => {
  it.each([3, null])('come in the order of the file when it has %p rows', async (rows) => {
    const index = await idsOfSample(pieces(GOOD), format, rows);
    expect([0, 1, 2].map((at) => index?.idAt(at))).toEqual(['a', 'b', 'c']);
  });
  it.each<[string, string, number | null]>([
    ['too few rows', GOOD, 4],
    ['too many rows', GOOD, 2],
    ['a fault', 'id,p\na,9\n', 1],
    ['a fault, however many rows it may have', 'id,p\na,9\n', null],
  ])('are none when it has %s', async (_why, csv, rows) => {
    expect(await idsOfSample(pieces(csv), format, rows)).toBeNull();
  });
});
