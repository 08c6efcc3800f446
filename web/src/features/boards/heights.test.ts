import { expect, test } from '@jest/globals';
import { RowHeights } from './heights.ts';

test('unknown rows have the common height', () => {
  const heights = new RowHeights(57);
  expect(heights.topOf(100_000)).toBe(5_700_000);
  expect([0, 56, 57, 5_699_999, 9e9, -5].map((px) => heights.indexAt(px, 100_000))).toEqual([0, 0, 1, 99_999, 99_999, 0]);
});
test('the first batch teaches the common height, later ones the odd rows', () => {
  const heights = new RowHeights(57);
  expect(
    heights.learn(
      [
        [0, 60],
        [1, 80],
        [2, 60],
      ],
      true,
    ),
  ).toBe(true);
  expect([0, 1, 2, 3, 10].map((index) => heights.topOf(index))).toEqual([0, 60, 140, 200, 620]);
  expect(
    heights.learn(
      [
        [0, 60.2],
        [1, 80],
      ],
      false,
    ),
  ).toBe(false);
  expect(
    heights.learn(
      [
        [1, 60],
        [5, 100],
      ],
      false,
    ),
  ).toBe(true);
  expect([2, 5, 6, 7].map((index) => heights.topOf(index))).toEqual([120, 300, 400, 460]);
});
test('a row is found at each of its pixels, whatever the heights', () => {
  const heights = new RowHeights(10);
  heights.learn(
    [
      [3, 25],
      [4, 1],
      [9, 100],
      [11, 11],
    ],
    false,
  );
  for (let index = 0; index < 20; index += 1) {
    expect(heights.indexAt(heights.topOf(index), 20)).toBe(index);
    expect(heights.indexAt(heights.topOf(index + 1) - 0.01, 20)).toBe(index);
  }
});
