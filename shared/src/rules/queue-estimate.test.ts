import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { estimateWait } from './queue-estimate.ts';

describe('estimateWait', () => {
  it.each([
    ['too few samples', [100, 100, 100, 100], 0, 1, null],
    ['no worker', [100, 100, 100, 100, 100], 0, 0, null],
    ['next in line', [100, 100, 100, 100, 100], 0, 2, { low: 100, high: 100 }],
    ['the second of two slots', [100, 100, 100, 100, 100], 1, 2, { low: 100, high: 100 }],
    ['one round ahead', [100, 100, 100, 100, 100], 2, 2, { low: 200, high: 200 }],
    ['outliers are cut', [1, 100, 110, 120, 130, 140, 150, 160, 170, 180, 99_999], 0, 1, { low: 100, high: 180 }],
  ])('%s', (_, durations, position, slots, expected) => expect(estimateWait(durations, position, slots)).toEqual(expected));
  it('never shrinks with the position, and low is never above high', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(100_000), { minLength: 5 }),
        fc.nat(1000),
        fc.integer({ min: 1, max: 8 }),
        (durations, position, slots) => {
          const now = estimateWait(durations, position, slots);
          const later = estimateWait(durations, position + 1, slots);
          expect(now?.low).toBeLessThanOrEqual(now?.high ?? -1);
          expect(later?.high).toBeGreaterThanOrEqual(now?.high ?? Infinity);
        },
      ),
    );
  });
});
