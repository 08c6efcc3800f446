import { expect, test } from '@jest/globals';
import { estimateText } from './estimate.ts';

const words = { within: (high: string) => `< ${high}`, range: (low: string, high: string) => (low === high ? low : `${low}–${high}`) };
test.each([
  [0, 400, '< 1 s'],
  [999, 2_001, '< 3 s'],
  [1_000, 61_500, '1 s–1 min 2 s'],
  [2_100, 2_900, '3 s'],
])('from %i to %i ms', (low, high, text) => expect(estimateText({ low, high }, words, 'en')).toBe(text));
