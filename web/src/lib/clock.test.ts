import { expect, test } from '@jest/globals';
import { createClock } from './clock.ts';

test('counts from the server time the page was made with', () => {
  let machine = 1_000;
  const clock = createClock(() => machine, 500_000);
  machine += 250;
  expect(clock.now()).toBe(500_250);
  expect(clock.startedAt).toBe(500_000);
});
test('an answer moves it only by more than the answer can know', () => {
  let machine = 0;
  const clock = createClock(() => machine, 1_000_000);
  machine = 10_000;
  // Took 400 ms: the truth lies within 200 ms of the guess, so 150 ms off is no news.
  clock.sync(new Date(1_010_000 - 200 + 150).toISOString(), 400);
  expect(clock.now()).toBe(1_010_000);
  clock.sync(new Date(1_013_000).toISOString(), 100);
  expect(clock.now()).toBe(1_013_050);
  clock.sync('nonsense');
  expect(clock.now()).toBe(1_013_050);
});
