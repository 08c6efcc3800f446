import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ByteTable } from './byte-table.ts';

const encode = (text: string) => new TextEncoder().encode(text);

describe('ByteTable', () => {
  it('numbers distinct keys in order of arrival, as a Map does', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 4 }), { maxLength: 400 }), (keys) => {
        const table = new ByteTable();
        const map = new Map<string, number>();
        for (const key of keys) {
          if (!map.has(key)) map.set(key, map.size);
          const bytes = encode(`<${key}>`);
          expect(table.findOrAdd(bytes, 1, bytes.length - 1)).toBe(map.get(key));
        }
        for (const [key, index] of map) {
          const bytes = encode(key);
          expect(table.find(bytes, 0, bytes.length)).toBe(index);
          expect([table.isAt(index, bytes, 0, bytes.length), table.isAt(index + 1, bytes, 0, bytes.length)]).toEqual([true, false]);
          expect(table.bytesAt(index)).toEqual(bytes);
        }
        expect(table.size).toBe(map.size);
      }),
    );
  });
});
