import { describe, expect, it } from '@jest/globals';
import { computed } from './computed.ts';

describe('computed columns', () => {
  it.each([
    ['sum', [1, 2, 4], 7],
    ['avg', [1, 2, 6], 3],
    ['min', [3, -1, 2], -1],
    ['max', [3, -1, 2], 3],
    // Exact where adding one after the other is not.
    ['sum', [1e16, 1, -1e16], 1],
    ['sum', [1, null], null],
    ['max', [null, null], null],
    ['sum', [1.7e308, 1.7e308], null],
    ['avg', [0.25], 0.25],
  ] as const)('%s of %j is %j', (rule, values, expected) => {
    expect(computed(rule, values)).toBe(expected);
  });
});
