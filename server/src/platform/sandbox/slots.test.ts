import { expect, test } from '@jest/globals';
import { Slots } from './slots.ts';

const never = new AbortController().signal;

test('slots are given once at a time, first come first served', async () => {
  const slots = new Slots(2);
  const [a, b] = [await slots.take(never), await slots.take(never)];
  expect(new Set([a?.number, b?.number])).toEqual(new Set([0, 1]));
  const order: string[] = [];
  const first = slots.take(never).then((slot) => (order.push('first'), slot));
  const second = slots.take(never).then((slot) => (order.push('second'), slot));
  slots.give(a!);
  expect(await first).toBe(a);
  slots.give(b!);
  expect(await second).toBe(b);
  expect(order).toEqual(['first', 'second']);
});

test('who gives up waiting gets nothing and takes nothing', async () => {
  const slots = new Slots(1);
  const slot = await slots.take(never);
  const abort = new AbortController();
  const waiting = slots.take(abort.signal);
  abort.abort();
  expect(await waiting).toBeNull();
  slots.give(slot!);
  expect(await slots.take(never)).toBe(slot);
});

test('a lost slot is never given again; when all are lost, nobody waits', async () => {
  const slots = new Slots(2);
  await slots.take(never);
  slots.quarantine();
  expect(slots.quarantined).toBe(1);
  const last = await slots.take(never);
  const waiting = slots.take(never);
  expect(last).not.toBeNull();
  slots.quarantine();
  expect(await waiting).toBeNull();
  expect(await slots.take(never)).toBeNull();
});
