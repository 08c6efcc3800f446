import { describe, expect, test } from '@jest/globals';
import { bytesPerSecond, milestone, nextRate, secondsLeft, startRate, type Rate } from './rate.ts';

/** Marks every 250 ms at the speeds given, in bytes per ms. */
const after = (speeds: readonly number[]): Rate => {
  let rate = startRate(0, 0);
  speeds.forEach((speed, i) => (rate = nextRate(rate, (i + 1) * 250, rate.sent + speed * 250)));
  return rate;
};
const steady = (speed: number, marks: number) => Array.from({ length: marks }, () => speed);

describe('speed and remaining time', () => {
  test('says nothing before it has measured for a while', () => {
    expect(bytesPerSecond(after(steady(1, 5)))).toBeNull();
    expect(secondsLeft(after(steady(1, 5)), 1_000_000)).toBeNull();
  });
  test('a steady line gives its speed exactly', () => {
    const rate = after(steady(100, 20));
    expect(bytesPerSecond(rate)).toBeCloseTo(100_000, 6);
    expect(secondsLeft(rate, rate.sent + 1_000_000)).toBe(10);
  });
  test('one burst of ten times the speed moves it by less than half', () => {
    expect(bytesPerSecond(after([...steady(100, 20), 1000]))).toBeLessThan(150_000);
  });
  test('a lasting change is followed within fifteen seconds', () => {
    const speed = bytesPerSecond(after([...steady(100, 20), ...steady(10, 60)])) ?? 0;
    expect(speed).toBeGreaterThan(10_000);
    expect(speed).toBeLessThan(15_000);
  });
  test('marks closer than 200 ms wait for the next one', () => {
    const rate = startRate(0, 0);
    expect(nextRate(rate, 199, 5000)).toBe(rate);
  });
  test('parts sent again never make it negative', () => {
    expect(nextRate(startRate(0, 1000), 1000, 0).speed).toBe(0);
  });
  test('a line that stands still has no remaining time', () => {
    expect(secondsLeft(after(steady(0, 20)), 1000)).toBeNull();
  });
  test.each([
    [19, 19],
    [21, 25],
    [118, 120],
    [121, 150],
    [601, 660],
  ])('%i s are shown as %i s', (seconds, shown) => {
    const rate: Rate = { at: 0, sent: 0, speed: 1, overMs: 10_000 };
    expect(secondsLeft(rate, seconds * 1000)).toBe(shown);
  });
});
test.each([
  [0, 0.24, null],
  [0.24, 0.25, 25],
  [0.25, 0.49, null],
  [0.1, 0.8, 75],
  [0.99, 1, 100],
  [1, 1, null],
])('from %d to %d the milestone is %p', (before, now, mark) => {
  expect(milestone(before, now)).toBe(mark);
});
