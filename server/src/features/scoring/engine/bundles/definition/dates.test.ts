import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isNativeDate, readDate } from './dates.ts';

describe('dates of organizers', () => {
  it.each([
    ['2024-12-31', '2024-12-31T00:00:00.000Z'],
    ['2024-12-31 14:30:00', '2024-12-31T14:30:00.000Z'],
    ['2024-12-31 14:30', '2024-12-31T14:30:00.000Z'],
    ['2024-12-31T14:30:00Z', '2024-12-31T14:30:00.000Z'],
    ['2024-12-31T14:30:00.250Z', '2024-12-31T14:30:00.250Z'],
    ['2024-12-31T14:30:00+09:00', '2024-12-31T05:30:00.000Z'],
    ['2024-12-31 14:30:00 -0500', '2024-12-31T19:30:00.000Z'],
    ['2024-12-31 14:30 UTC', '2024-12-31T14:30:00.000Z'],
    ['2024-12-31 14:30 UTC+9', '2024-12-31T05:30:00.000Z'],
    ['2024-1-5', '2024-01-05T00:00:00.000Z'],
    ['2024/01/05', '2024-01-05T00:00:00.000Z'],
    ['2024.01.05', '2024-01-05T00:00:00.000Z'],
    ['2024년 1월 5일', '2024-01-05T00:00:00.000Z'],
    ['20240105', '2024-01-05T00:00:00.000Z'],
    ['6-15-2020', '2020-06-15T00:00:00.000Z'],
    ['15-6-2020', '2020-06-15T00:00:00.000Z'],
    ['06/05/2020', '2020-06-05T00:00:00.000Z'],
    ['6/15/20', '2020-06-15T00:00:00.000Z'],
    ['6-15-2020 23:59:59', '2020-06-15T23:59:59.000Z'],
    ['June 15, 2020', '2020-06-15T00:00:00.000Z'],
    ['15 Jun 2020', '2020-06-15T00:00:00.000Z'],
    ['15th of June 2020', '2020-06-15T00:00:00.000Z'],
    ['Mon, 15 Jun 2020 10:00:00 GMT', '2020-06-15T10:00:00.000Z'],
    ['June 15, 2020 11:59 PM', '2020-06-15T23:59:00.000Z'],
    ['June 15, 2020 12 am', '2020-06-15T00:00:00.000Z'],
    ['2020-06-15 24:00', '2020-06-16T00:00:00.000Z'],
  ])('%s is %s', (written, expected) => {
    expect(readDate(written)?.at.toISOString()).toBe(expected);
  });
  it.each(['', 'soon', '2024-13-01', '2024-02-30', '31-31-2024', '2024-01-01 25:00', '2024-01-01 10:61', '2024', 'TBD 2024'])(
    '%p is none',
    (written) => {
      expect(readDate(written)).toBeNull();
    },
  );
  it('says when it had to guess which number is the month', () => {
    expect(readDate('6-5-2020')?.isGuess).toBe(true);
    expect(readDate('2020-06-05')?.isGuess).toBe(false);
    expect(readDate('June 5, 2020')?.isGuess).toBe(false);
  });
  it('reads back every instant that is written as ISO 8601', () => {
    const instants = fc.date({ min: new Date('1970-01-01Z'), max: new Date('9998-12-31Z'), noInvalidDate: true });
    fc.assert(fc.property(instants, (at) => expect(readDate(at.toISOString())?.at).toEqual(at)));
  });
  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => expect([null, 'object']).toContain(readDate(text) === null ? null : typeof readDate(text))),
    );
  });
  it('knows which dates PyYAML takes for dates', () => {
    expect(['2024-12-31', '2024-12-31 14:30:00', '2024-1-5T1:00:00Z'].map(isNativeDate)).toEqual([true, true, true]);
    expect(['2024-1-5', '2024-12-31 14:30', '6-15-2020'].map(isNativeDate)).toEqual([false, false, false]);
  });
});
