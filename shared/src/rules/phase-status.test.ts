import { describe, expect, it } from '@jest/globals';
import { challengeStage, dDay, nextBoundary, phaseStatus } from './phase-status.ts';

const at = (text: string) => new Date(text);
const OPEN = at('2026-11-01T00:00:00Z');
const CLOSE = at('2026-11-30T15:00:00Z');
const FINAL = { opensAt: at('2026-12-05T00:00:00Z'), closesAt: at('2026-12-10T00:00:00Z') };

describe('phaseStatus', () => {
  it.each([
    ['a ms before it opens', '2026-10-31T23:59:59.999Z', 'upcoming'],
    ['the instant it opens', '2026-11-01T00:00:00.000Z', 'open'],
    ['a ms before the deadline', '2026-11-30T14:59:59.999Z', 'open'],
    ['the deadline itself is too late', '2026-11-30T15:00:00.000Z', 'closed'],
  ])('%s', (_, now, status) => expect(phaseStatus({ opensAt: OPEN, closesAt: CLOSE }, at(now))).toBe(status));
  it('stays open without a deadline', () =>
    expect(phaseStatus({ opensAt: OPEN, closesAt: null }, at('2099-01-01T00:00:00Z'))).toBe('open'));
});

describe('challengeStage', () => {
  const phases = [{ opensAt: OPEN, closesAt: CLOSE }, FINAL];
  it.each([
    ['2026-10-01T00:00:00Z', null, 'upcoming'],
    ['2026-11-02T00:00:00Z', null, 'running'],
    ['2026-12-02T00:00:00Z', null, 'running'],
    ['2026-12-10T00:00:00Z', null, 'judging'],
    ['2026-12-12T00:00:00Z', '2026-12-20T00:00:00Z', 'judging'],
    ['2026-12-20T00:00:00Z', '2026-12-20T00:00:00Z', 'closed'],
  ])('at %s (concluded %s) is %s', (now, concluded, stage) =>
    expect(challengeStage(phases, concluded === null ? null : at(concluded), at(now))).toBe(stage),
  );
});

describe('nextBoundary', () => {
  const first = { key: 'first', opensAt: OPEN, closesAt: CLOSE };
  const final = { key: 'final', ...FINAL };
  it.each([
    ['2026-10-01T00:00:00Z', 'opens first'],
    ['2026-11-01T00:00:00Z', 'closes first'],
    ['2026-12-01T00:00:00Z', 'opens final'],
    ['2026-12-05T00:00:00Z', 'closes final'],
    ['2026-12-10T00:00:00Z', null],
  ])('after %s: %s', (now, expected) => {
    const next = nextBoundary([final, first], at(now));
    expect(next && `${next.kind} ${next.phase.key}`).toBe(expected);
  });
  it('names the closing one when a phase opens as another closes', () => {
    expect(nextBoundary([{ opensAt: CLOSE, closesAt: null }, first], at('2026-11-02T00:00:00Z'))?.kind).toBe('closes');
  });
});

describe('dDay', () => {
  it.each([
    [
      'three hours to midnight KST is D-Day',
      '2026-11-30T15:00:00Z',
      '2026-11-30T12:00:00Z',
      { days: 0, hours: 3, isSoon: true, isPast: false },
    ],
    ['the day before', '2026-11-30T15:00:00Z', '2026-11-29T14:59:59Z', { days: 1, hours: 24, isSoon: true, isPast: false }],
    [
      'KST has a new day while UTC has not',
      '2026-11-30T14:00:00Z',
      '2026-11-20T15:00:00Z',
      { days: 9, hours: 239, isSoon: false, isPast: false },
    ],
    ['72 hours are not soon yet', '2026-11-30T15:00:00Z', '2026-11-27T15:00:00Z', { days: 2, hours: 72, isSoon: false, isPast: false }],
    ['just under 72 hours', '2026-11-30T15:00:00Z', '2026-11-27T15:00:00.001Z', { days: 2, hours: 71, isSoon: true, isPast: false }],
    ['past', '2026-11-30T15:00:00Z', '2026-11-30T15:00:00Z', { days: -1, hours: 0, isSoon: false, isPast: true }],
  ])('%s', (_, deadline, now, expected) => expect(dDay(at(deadline), at(now))).toEqual(expected));
});
