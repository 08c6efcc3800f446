import { describe, expect, it } from '@jest/globals';
import { distribution } from './distribution.ts';

describe('the distribution of scores', () => {
  it.each([
    ['nothing under five teams', [0.9, 0.8, 0.7, 0.6], []],
    ['one bin when all are equal', [0.5, 0.5, 0.5, 0.5, 0.5], [5]],
    ['from the worst to the best', [1, 0.9, 0.4, 0.1, 0.05, 0], [3, 0, 1, 0, 0, 2]],
    ['the same for a metric where less is better', [0, 0.1, 0.6, 0.9, 0.95, 1], [3, 0, 1, 0, 0, 2]],
    ['without overflow', [Number.MAX_VALUE, 1, 0, -1, -Number.MAX_VALUE], [1, 0, 3, 0, 1]],
    ['a straggler in the first bin', [...[9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((n) => 0.9 + n / 100), 0.1], [2, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1]],
  ])('%s', (_what, scores, bins) => expect(distribution(scores)).toEqual(bins));
  it('has at most 40 bins and loses nobody', () => {
    const bins = distribution(Array.from({ length: 5000 }, (_, n) => 1 - n / 5000));
    expect(bins).toHaveLength(40);
    expect(bins.reduce((a, b) => a + b)).toBe(5000);
  });
});
