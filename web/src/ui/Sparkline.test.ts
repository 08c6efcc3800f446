import { expect, test } from '@jest/globals';
import { leadFrom } from './Sparkline.tsx';

test('the bins of the best tenth: whole bins, from the best on', () => {
  expect(leadFrom([5, 3, 1, 1], 0.1)).toBe(3);
  expect(leadFrom([5, 3, 1, 1], 0.2)).toBe(2);
  expect(leadFrom([1, 0, 9], 0.1)).toBe(2);
  expect(leadFrom([], 0.1)).toBe(0);
});
