import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { meanMeasure, rowsOf, scoreParts } from './measure.ts';
import { BLOCK_ROWS } from './sum.ts';

/** A single sum over the public rows. */
const sumOf = (terms: readonly number[]): number | null =>
  scoreParts(
    {
      kind: 'additive',
      size: 1,
      add: (row, to) => {
        to.add(0, terms[row] as number);
      },
      value: ([sum = NaN]) => sum,
    },
    new Uint8Array(terms.length).fill(1),
  ).public;

describe('sums', () => {
  it('keep what a plain sum loses', () => {
    expect(sumOf([1, 1e100, 1, -1e100])).toBe(2);
  });
  it('are exact for integers and their eighths', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 1 }), (terms) => {
        expect((sumOf(terms.map((term) => term / 8)) ?? NaN) + 0).toBe(terms.reduce((total, term) => total + term, 0) / 8 + 0);
      }),
    );
  });
  it('are no score when they overflow', () => {
    expect(sumOf([1.7e308, 1.7e308])).toBeNull();
  });
  it('of each part stand alone over several blocks, and ignored rows are not looked at', () => {
    const parts = Uint8Array.from({ length: BLOCK_ROWS * 2 + 7 }, (_, row) => row % 3);
    const seen = scoreParts(
      meanMeasure(null, (row) => (row % 3 === 0 ? NaN : row % 3)),
      parts,
    );
    expect(seen).toEqual({ public: 1, private: 2 });
    expect(rowsOf(parts, 2).slice(0, 3)).toEqual(Int32Array.of(2, 5, 8));
  });
  it('weigh rows', () => {
    expect(
      scoreParts(
        meanMeasure(Float64Array.of(3, 1), (row) => row),
        Uint8Array.of(1, 1),
      ),
    ).toEqual({ public: 0.25, private: null });
  });
});
