import { expect, test } from '@jest/globals';
import { createConnectionMonitor } from './connection.ts';

test('a failure shows since when, probes until there is an answer, and says that it is back', async () => {
  let now = 1000;
  const probes = [false, false, true];
  const waits: number[] = [];
  let back: () => void = () => undefined;
  const isBack = new Promise<void>((resolve) => (back = resolve));
  const monitor = createConnectionMonitor(
    {
      now: () => now,
      random: () => 0.5,
      wait: (ms) => (waits.push(ms), Promise.resolve()),
      probe: () => Promise.resolve(probes.shift() ?? true),
    },
    () => back(),
  );
  const seen: boolean[] = [];
  monitor.subscribe(() => seen.push(monitor.get().lost));
  now = 2000;
  monitor.answered();
  now = 9000;
  monitor.failed();
  expect(monitor.get()).toEqual({ lost: true, lostAt: 2000 });
  monitor.failed();
  await isBack;
  expect(seen).toEqual([true, false]);
  expect(waits).toEqual([1500, 2500, 4500]);
});
