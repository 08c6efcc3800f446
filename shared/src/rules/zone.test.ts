import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calendarDay, nextMidnight, startOfDay } from './zone.ts';

const iso = (date: Date) => date.toISOString();
const ZONES = [
  'UTC',
  'Asia/Seoul',
  'America/New_York',
  'America/Sao_Paulo',
  'America/Havana',
  'America/St_Johns',
  'Africa/Cairo',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Asia/Tehran',
  'Europe/London',
];

describe('days of a zone', () => {
  it.each([
    ['Seoul, one ms before midnight', 'Asia/Seoul', '2026-11-24T14:59:59.999Z', '2026-11-23T15:00:00.000Z', '2026-11-24T15:00:00.000Z'],
    ['Seoul, midnight itself', 'Asia/Seoul', '2026-11-24T15:00:00.000Z', '2026-11-24T15:00:00.000Z', '2026-11-25T15:00:00.000Z'],
    ['New York, a day of 23 hours', 'America/New_York', '2026-03-08T12:00:00.000Z', '2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z'],
    ['New York, a day of 25 hours', 'America/New_York', '2026-11-01T12:00:00.000Z', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
    [
      'Sao Paulo, midnight does not exist',
      'America/Sao_Paulo',
      '2018-11-04T12:00:00.000Z',
      '2018-11-04T03:00:00.000Z',
      '2018-11-05T02:00:00.000Z',
    ],
    [
      'Sao Paulo, 23:30 of the repeated hour',
      'America/Sao_Paulo',
      '2018-02-18T02:30:00.000Z',
      '2018-02-17T02:00:00.000Z',
      '2018-02-18T03:00:00.000Z',
    ],
    ['Havana, 00:30 happens twice', 'America/Havana', '2024-11-03T05:30:00.000Z', '2024-11-03T04:00:00.000Z', '2024-11-04T05:00:00.000Z'],
    [
      "St John's 1988, back from 00:01 to 22:01: the day stays",
      'America/St_Johns',
      '1988-10-30T03:00:00.000Z',
      '1988-10-30T01:30:00.000Z',
      '1988-10-31T03:30:00.000Z',
    ],
    [
      'Apia, 30 December 2011 is left out',
      'Pacific/Apia',
      '2011-12-30T09:59:59.999Z',
      '2011-12-29T10:00:00.000Z',
      '2011-12-30T10:00:00.000Z',
    ],
  ])('%s', (_, zone, at, start, end) => {
    expect([iso(startOfDay(new Date(at), zone)), iso(nextMidnight(new Date(at), zone))]).toEqual([start, end]);
  });

  it('follow each other without gap or overlap', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: Date.UTC(1985, 0, 1), max: Date.UTC(2037, 0, 1) }), (zone, ms) => {
        const at = new Date(ms);
        const start = startOfDay(at, zone);
        const end = nextMidnight(at, zone);
        expect(start.getTime()).toBeLessThanOrEqual(ms);
        expect(end.getTime()).toBeGreaterThan(ms);
        expect(startOfDay(end, zone)).toEqual(end);
        expect(nextMidnight(new Date(end.getTime() - 1), zone)).toEqual(end);
        expect(nextMidnight(start, zone)).toEqual(end);
        expect(calendarDay(end, zone)).toBeGreaterThan(calendarDay(at, zone));
      }),
      { numRuns: 300 },
    );
  });

  it('begin at the first instant with the new local date, as another formatter shows it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2037, 0, 1) }), (zone, ms) => {
        const end = nextMidnight(new Date(ms), zone);
        const dateOf = (date: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(date);
        expect(dateOf(end) > dateOf(new Date(end.getTime() - 1))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
