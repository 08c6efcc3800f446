import { describe, expect, it } from '@jest/globals';
import { RateCounters } from './rate-counters.ts';

const MINUTE = 60_000;
function counters(): { at: (ms: number) => void; hit: (key?: string) => Promise<{ isBlocked: boolean; totalHits: number; timeToBlockExpire: number }> } {
  let now = 0;
  const rate = new RateCounters(() => now);
  return { at: (ms) => { now = ms; }, hit: (key = 'a') => rate.increment(key, MINUTE, 3) };
}

describe('the rate of requests', () => {
  it('is limited per key', async () => {
    const { hit } = counters();
    expect((await Promise.all([hit(), hit(), hit(), hit(), hit('b')])).map(({ isBlocked, totalHits }) => [isBlocked, totalHits])).toEqual([[false, 1], [false, 2], [false, 3], [true, 4], [false, 1]]);
  });
  it('is free again after the time it says, and not before', async () => {
    const { at, hit } = counters();
    at(30_000);
    await Promise.all([hit(), hit(), hit()]);
    const { timeToBlockExpire } = await hit();
    expect(timeToBlockExpire).toBe(30);
    at(59_999);
    expect((await hit()).isBlocked).toBe(true);
    at(60_000 + 1_000);
    expect((await hit()).isBlocked).toBe(false);
    expect((await hit()).isBlocked).toBe(true);
  });
  it('does not let twice the limit through around the end of a window', async () => {
    const { at, hit } = counters();
    at(59_000);
    await Promise.all([hit(), hit(), hit()]);
    at(61_000);
    expect((await Promise.all([hit(), hit(), hit()])).filter(({ isBlocked }) => !isBlocked)).toHaveLength(1);
    const refused = await hit();
    at(61_000 + refused.timeToBlockExpire * 1000);
    expect((await hit()).isBlocked).toBe(false);
  });
  it('is forgotten after two windows', async () => {
    const { at, hit } = counters();
    await Promise.all([hit(), hit(), hit()]);
    at(2 * MINUTE);
    expect((await hit()).totalHits).toBe(1);
  });
});
