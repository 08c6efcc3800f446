import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BLOCK_ROWS, CompensatedSum, sumByPart } from './sum.ts';

describe('CompensatedSum', () => {
  it('keeps what a plain sum loses', () => {
    const sum = new CompensatedSum();
    for (const term of [1, 1e100, 1, -1e100]) sum.add(term);
    expect(sum.value).toBe(2);
  });
  it('is exact for integers and their eighths', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 })), (terms) => {
        const sum = new CompensatedSum();
        for (const term of terms) sum.add(term / 8);
        expect(sum.value + 0).toBe(terms.reduce((total, term) => total + term, 0) / 8 + 0);
      }),
    );
  });
  it('says infinity, not NaN, when the sum overflows', () => {
    const sum = new CompensatedSum();
    sum.add(1.7e308);
    sum.add(1.7e308);
    expect(sum.value).toBe(Infinity);
  });
});

describe('sumByPart', () => {
  it('adds each part on its own over several blocks and leaves ignored rows alone', () => {
    const rows = BLOCK_ROWS * 2 + 7;
    const parts = Uint8Array.from({ length: rows }, (_, row) => row % 3);
    const sums = sumByPart(parts, (row) => (row % 3 === 0 ? NaN : row % 3));
    expect(sums).toEqual({ public: { sum: 2733, rows: 2733 }, private: { sum: 5466, rows: 2733 } });
  });
});
