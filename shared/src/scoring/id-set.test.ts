import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { IdIndex, IdSet } from './id-set.ts';

const encode = (text: string) => new TextEncoder().encode(text);

describe('IdSet', () => {
  const plain = fc.oneof(fc.nat(30).map(String), fc.nat(3_000_000).map(String));
  const other = fc.constantFrom('00', '-1', '1.0', '', 'a', '1048576', '999999999', '1000000000', '4294967296', '고');
  it('numbers ids in order of arrival, as a Map does, when they are plain numbers and when they stop being so', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 30, arbitrary: plain }, { weight: 1, arbitrary: other }), { maxLength: 300 }), (ids) => {
        const set = new IdSet();
        const map = new Map<string, number>();
        for (const id of ids) {
          const bytes = encode(`x${id}y`);
          expect(set.find(bytes, 1, bytes.length - 1, 0)).toBe(map.get(id) ?? -1);
          if (!map.has(id)) map.set(id, map.size);
          expect(set.findOrAdd(bytes, 1, bytes.length - 1)).toBe(map.get(id));
        }
        expect([set.size, Array.from({ length: set.size }, (_, at) => set.idAt(at))]).toEqual([map.size, [...map.keys()]]);
        const places = set.byNumber;
        if (places) expect([...map.keys()].map((id) => places[Number(id)])).toEqual([...map.values()].map((at) => at + 1));
      }),
    );
  });
  it('is by number only while that is worth its room', () => {
    expect(new IdIndex(['0', '1048575']).byNumber).not.toBeNull();
    expect(new IdIndex(['0', '1048576']).byNumber).toBeNull();
    expect(new IdIndex(['0', '007']).byNumber).toBeNull();
  });
});

describe('IdIndex', () => {
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
  it.each([[['a', 'b', 'a']], [['a', '']]])('refuses %j', (ids) => expect(() => new IdIndex(ids)).toThrow(RangeError));
});
