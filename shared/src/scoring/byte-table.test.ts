import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ByteTable, IdIndex } from './byte-table.ts';

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
          expect(table.findNear(bytes, 0, bytes.length, index + 1)).toBe(index);
          expect(table.bytesAt(index)).toEqual(bytes);
        }
        expect(table.size).toBe(map.size);
      }),
    );
  });
  it('holds many keys and finds no others', () => {
    const index = new IdIndex(Array.from({ length: 50_000 }, (_, row) => `id${String(row * 3)}`));
    expect([index.size, index.indexOf('id149997'), index.indexOf('id1'), index.indexOf(''), index.idAt(7)]).toEqual([
      50_000,
      49_999,
      -1,
      -1,
      'id21',
    ]);
  });
});

describe('IdIndex', () => {
  it.each([[['a', 'b', 'a']], [['a', '']]])('refuses %j', (ids) => expect(() => new IdIndex(ids)).toThrow(RangeError));
});
