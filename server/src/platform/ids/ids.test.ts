import { describe, expect, it } from '@jest/globals';
import { SettableClock } from '../clock/clock.ts';
import { SeededRng } from '../random/random.ts';
import { UuidIds, uuidV7 } from './ids.ts';

describe('ids', () => {
  it('lays the bits out as the example of RFC 9562, appendix A.6', () => {
    expect(uuidV7(0x017f22e279b0, Buffer.from('0cc318c4dc0c0c07398f', 'hex'))).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  it.each([
    ['all bits 0', '00'.repeat(10), '00000000-0001-7000-8000-000000000000'],
    ['all bits 1', 'ff'.repeat(10), '00000000-0001-7fff-bfff-ffffffffffff'],
  ])('version and variant stand over %s', (_what, random, id) => {
    expect(uuidV7(1, Buffer.from(random, 'hex'))).toBe(id);
  });

  it('sorts by the time of making, as text and as bytes', () => {
    const clock = new SettableClock(new Date('2026-11-23T03:00:00Z'));
    const ids = new UuidIds(clock, new SeededRng(1));
    const made = Array.from({ length: 500 }, () => {
      clock.advance(1);
      return ids.next();
    });
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(500);
  });

  it('are many within one millisecond', () => {
    const ids = new UuidIds(new SettableClock(new Date(0)), new SeededRng(2));
    expect(new Set(Array.from({ length: 10_000 }, () => ids.next())).size).toBe(10_000);
  });
});
